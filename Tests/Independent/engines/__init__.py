"""Engines that run the queries of `revshare sql`: each makes the table as the query's first lines say, then asks."""
