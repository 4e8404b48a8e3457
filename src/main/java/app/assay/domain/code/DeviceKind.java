package app.assay.domain.code;

/// What sort of device it is.
public enum DeviceKind {
    DESKTOP,
    LAPTOP,
    SERVER,
    VIRTUAL_MACHINE,
    MOBILE,
    OTHER,
    UNKNOWN
}
