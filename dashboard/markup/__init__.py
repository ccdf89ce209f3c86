"""HTML from component trees: one writer, one escaper, for pages, the desk, embeds, copies and files.

Component trees and not templates, since pages that Dash takes over in the browser must be trees anyway; so
every other page shares their parts, and nothing but the writer decides what is escaped.
"""
