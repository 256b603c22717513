"""What makes a site last: links that resolve, addresses that stay, and a list of them for those who look for it."""
