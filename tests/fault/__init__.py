"""Thirty tablets, a bad network and a server that dies: nothing is lost, nothing is there twice, nothing is altered."""
