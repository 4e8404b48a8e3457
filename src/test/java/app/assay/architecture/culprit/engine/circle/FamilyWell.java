package app.assay.architecture.culprit.engine.circle;

/// A sealed family of four may know each other.
sealed interface FamilyWell permits FirstWell, SecondWell, ThirdWell {

    static FamilyWell of(int number) {
        return switch (number) {
            case 1 -> new FirstWell();
            case 2 -> new SecondWell();
            default -> new ThirdWell();
        };
    }
}
