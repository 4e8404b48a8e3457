package app.assay.domain.code;

/// How strong the proof behind a quantity is, strongest first (grades 1 to 7).
public enum EvidenceGrade {
    PUBLISHER_CONFIRMATION,
    SIGNED_CONTRACT,
    INVOICE_AND_PAYMENT,
    RESELLER_CONFIRMATION,
    CERTIFICATE,
    PURCHASE_ORDER,
    STATEMENT
}
