"""Every figure that is shown or reported, each defined once as a pure function of records."""
