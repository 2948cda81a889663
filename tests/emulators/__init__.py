"""The same conversation through an emulator that others wrote (`make emulators`); not part of the test suite."""
