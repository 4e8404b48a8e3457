package app.assay.importing.secrets;

/// What kind of secret was found.
public enum SecretKind {
    /// A key that activates software: five groups of five, or whatever stands in a field made for keys.
    PRODUCT_KEY("product key", "product keys"),
    PASSWORD("password", "passwords"),
    /// A token, an API key or a secret of a program.
    TOKEN("access token", "access tokens"),
    /// A private key in the PEM form.
    PRIVATE_KEY("private key", "private keys");

    private final String one;
    private final String several;

    SecretKind(String one, String several) {
        this.one = one;
        this.several = several;
    }

    /// The kind as English words after a number.
    public String words(long count) {
        return count == 1 ? one : several;
    }
}
