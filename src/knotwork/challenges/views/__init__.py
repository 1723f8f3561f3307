"""Pages: `record` shows and changes challenges, `preparing` the brief, `keeping` the kept questions."""
