"""The application's shell: routes, headers, first views."""
