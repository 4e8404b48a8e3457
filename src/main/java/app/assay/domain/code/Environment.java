package app.assay.domain.code;

/// What a device is used for; some licences exempt development, test or passive standby.
public enum Environment {
    PRODUCTION,
    TEST,
    DEVELOPMENT,
    STANDBY,
    UNKNOWN
}
