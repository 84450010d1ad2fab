"""The extension in real browsers: one set of tests drives Chromium and Firefox, with a live server."""
