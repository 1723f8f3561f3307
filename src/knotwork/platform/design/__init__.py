"""The design system: tokens, components, layers."""
