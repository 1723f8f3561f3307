"""The knotty problem: framings, interventions, brief."""
