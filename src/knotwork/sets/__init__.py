"""Sets, memberships, invitations, facilitator terms, stages, standing."""
