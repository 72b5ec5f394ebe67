"""Training of the learned coder: `python -m training.coder` remakes its weights, figures and card."""
