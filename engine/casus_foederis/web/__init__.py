"""The teaching page: a server of pages and of an API, over the same engine as every other door.

`app` puts it together: `guards` stand before everything, `pages` show, `api` answers programs. A page's state
is its address (`addresses`, `hypothesis`), so nothing is kept between two requests, and any page is a link.
"""
