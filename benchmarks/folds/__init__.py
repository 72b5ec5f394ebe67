"""What benchmarks that train in folds share. Nothing learned here is ever shipped."""
