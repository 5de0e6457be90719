"""What a server that delivers the site has to say: one policy, written down for each kind of server."""
