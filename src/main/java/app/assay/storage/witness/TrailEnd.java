package app.assay.storage.witness;

/// Where a trail ends: how many entries it has, and the hash of the last one.
public record TrailEnd(long length, String hash) {}
