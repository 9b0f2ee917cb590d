# Words inside components.
