"""Share sets for staff: pictures, captions and days for social networks. Never published with the site."""
