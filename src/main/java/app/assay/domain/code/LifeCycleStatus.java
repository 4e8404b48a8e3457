package app.assay.domain.code;

/// Where a device stands in its life. Only what is in service, or of unknown status, can consume licences.
public enum LifeCycleStatus {
    PLANNED,
    IN_STOCK,
    IN_SERVICE,
    RETIRED,
    DISPOSED,
    LOST,
    UNKNOWN
}
