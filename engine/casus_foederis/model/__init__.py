"""The file formats, as immutable and checked models."""
