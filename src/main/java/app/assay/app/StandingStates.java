package app.assay.app;

import app.assay.service.HeadAlarm;
import app.assay.service.OpenRegister;
import app.assay.service.PlaceRemark;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.Banner;
import app.assay.ui.shell.Banner.Kind;
import app.assay.ui.shell.ShellViewModel;
import app.assay.ui.text.Texts;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.util.Locale;

/// What stands about a register from the moment it is opened, as banners.
final class StandingStates {

    private static final String HEAD = "head-alarm";

    private final OpenRegister register;
    private final ShellViewModel model;
    private final Texts texts;

    StandingStates(OpenRegister register, ShellViewModel model) {
        this.register = register;
        this.model = model;
        this.texts = model.texts();
    }

    void raise() {
        register.lookingBecause()
                .ifPresent(fault -> model.raise(Banner.of(
                        ShellViewModel.READ_ONLY,
                        Kind.NOTE,
                        fault.words().in(texts.locale()),
                        texts.get(
                                fault.code() == FaultCode.REGISTER_NEWER_FORMAT
                                        ? "banner.looking.newer"
                                        : "banner.looking.unwritable"))));
        if (register.wasUnclean()) {
            model.raise(Banner.of("unclean", Kind.NOTE, texts.get("banner.unclean"), texts.get("banner.unclean.text"))
                    .harmless());
        }
        if (!register.openingNotes().isEmpty()) {
            model.raise(Banner.of(
                            "opening",
                            Kind.WARNING,
                            texts.get("banner.opening"),
                            Sentence.all(register.openingNotes()).in(texts.locale()))
                    .harmless());
        }
        register.headAlarm().ifPresent(alarm -> model.raise(head(alarm)));
        register.place().forEach(remark -> model.raise(place(remark)));
    }

    /// The database file was found damaged while it was open.
    void raiseDamaged(Runnable leave) {
        model.raise(Banner.of(
                "damaged",
                Kind.ALARM,
                texts.get("banner.damaged"),
                texts.get("banner.damaged.text"),
                Action.of("to-recovery", texts.get("banner.damaged.leave"), leave)));
    }

    private Banner head(HeadAlarm alarm) {
        var seen = texts.values().instant(alarm.seenAt());
        var title = alarm.isShorter()
                ? texts.get("banner.head.shorter", alarm.foundLength(), alarm.seenLength(), seen)
                : texts.get("banner.head.other", alarm.seenLength(), seen);
        if (register.summary().readOnly()) {
            return Banner.of(HEAD, Kind.ALARM, title, texts.get("banner.head.looking"));
        }
        return Banner.of(
                HEAD,
                Kind.ALARM,
                title,
                texts.get("banner.head.text"),
                Action.of("accept-head", texts.get("banner.head.accept"), this::acceptHead));
    }

    private void acceptHead() {
        model.change(texts.get("banner.head.accepting"), _ -> {
            register.acceptHead("");
            model.jobs().later(() -> model.lower(HEAD));
            return texts.get("banner.head.accepted");
        });
    }

    private Banner place(PlaceRemark remark) {
        var id = "place-" + remark.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return switch (remark.kind()) {
            case NETWORK -> place(id, "banner.place.network", remark.detail());
            case CONFLICT_COPY -> place(id, "banner.place.conflict", remark.detail());
            case CLOUD_STORAGE -> sync(id, texts.get("banner.place.cloud"), remark);
            default -> sync(id, remark.kind().shown(), remark);
        };
    }

    private Banner sync(String id, String program, PlaceRemark remark) {
        return Banner.of(
                        id,
                        Kind.WARNING,
                        texts.get("banner.place.sync", program, remark.detail()),
                        texts.get("banner.place.sync.text"))
                .harmless();
    }

    private Banner place(String id, String key, String detail) {
        return Banner.of(id, Kind.WARNING, texts.get(key, detail), texts.get(key + ".text"))
                .harmless();
    }
}
