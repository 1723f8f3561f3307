"""Clock, ids, refusals, forms, calendar text: small things every app needs."""
