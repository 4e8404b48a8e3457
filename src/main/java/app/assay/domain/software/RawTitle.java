package app.assay.domain.software;

/// A title as machines report it. Two rows with the same four texts are the same title.
///
/// @param id the dense dictionary number within one register, from 0; not stable across registers
/// @param code an identifier that came with it: `swid:<regid>__<tagId>`, `msi:{…}`, `package:…`; empty when none
public record RawTitle(int id, String name, String publisher, String version, String code) {}
