package app.assay.app;

import app.assay.service.BackUpRegister;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Notes about registers that are kept as long as the program runs. Safe to use from any thread.
final class KeptNotes implements BackUpRegister.Notes {

    private record Name(UUID register, String name) {}

    private final Map<Name, String> texts = new ConcurrentHashMap<>();

    @Override
    public Optional<String> get(UUID register, String name) {
        return Optional.ofNullable(texts.get(new Name(register, name)));
    }

    @Override
    public void put(UUID register, String name, String text) {
        if (text.isEmpty()) {
            texts.remove(new Name(register, name));
        } else {
            texts.put(new Name(register, name), text);
        }
    }
}
