"""The running program: channels, pipeline, storage, web pages and the command line."""
