package app.assay.domain.estate;

import app.assay.domain.code.UserStatus;
import app.assay.domain.record.RecordState;
import java.util.Optional;
import java.util.UUID;

/// A person, or an account that stands for one.
public record User(
        UUID id,
        String name,
        String login,
        String email,
        String employeeNumber,
        Optional<UUID> unit,
        UserStatus status) {

    public static User of(RecordState state) {
        return new User(
                state.id(),
                state.text("name"),
                state.text("login"),
                state.text("email"),
                state.text("employeeNumber"),
                state.reference("unit"),
                state.code("status", UserStatus.class, UserStatus.UNKNOWN));
    }
}
