"""Train the role linker: which participants, and which speaker, belong to which trigger."""
