package app.assay.domain.software;

/// What tells how many people or devices use a product.
public enum UseTold {
    /// Its installations: who has it installed uses it.
    INSTALLED,
    /// Not its installations: it runs on a server, and people use it over the network.
    ON_SERVER,
    /// Nothing that discovery sees: the licence is for reaching a server product and is installed nowhere.
    BY_ACCESS
}
