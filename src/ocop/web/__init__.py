"""The shell of the site: look, components, navigation, home pages, sign-in and error pages."""
