package app.assay.engine.reconcile;

import app.assay.domain.code.Environment;
import app.assay.domain.code.LifeCycleStatus;
import app.assay.domain.code.RightKind;
import app.assay.domain.code.VersionCover;
import app.assay.fixtures.Facts;
import app.assay.work.Plain;
import java.util.List;
import java.util.Random;

/// Small estates with everything in them, made from a seed.
final class RandomEstates {

    private static final String STANDARD =
            "core(minimumPerProcessor=8,minimumPerServer=16,counting=HOST,virtualMachinesPerSet=2)";
    private static final String DATACENTER = "core(minimumPerProcessor=8,minimumPerServer=16,counting=HOST)";
    private static final String BY_MACHINE =
            "core(minimumPerProcessor=4,minimumPerVirtualMachine=4,counting=DEVICE_VIRTUAL_IF_MAINTAINED)";
    static final String[] PRODUCTS = {
        "acme/draw", "acme/paint", "acme/suite", "acme/tool", "bell/server", "bell/base", "bell/mail", "cube/free"
    };

    private static final List<VersionCover> COVERS =
            List.of(VersionCover.EXACT, VersionCover.AND_EARLIER, VersionCover.ANY);

    private RandomEstates() {}

    static Facts estate(long seed) {
        return estate(seed, false);
    }

    /// @param complete whether every machine tells its cores and its user, so that everything can be computed
    static Facts estate(long seed, boolean complete) {
        var random = new Random(seed);
        var facts = new Facts().unit("north").unit("north-1", "north").unit("south");
        software(facts);
        machines(facts, random, complete);
        rights(facts, random, 3 + random.nextInt(14));
        for (int number = 0; number < random.nextInt(4); number++) {
            facts.exclude(
                    "X" + number,
                    random.nextBoolean() ? PRODUCTS[random.nextInt(PRODUCTS.length)] : "",
                    "pc" + random.nextInt(20));
        }
        for (int number = 0; number < random.nextInt(6); number++) {
            facts.assign("bell/mail", "user" + random.nextInt(5));
        }
        if (complete) {
            facts.assign("bell/mail", "user0"); // without any, nobody knows who holds a seat
        }
        if (random.nextInt(4) == 0) {
            facts.exempt(Environment.TEST);
        }
        if (random.nextInt(5) == 0) {
            facts.inUnit("north");
        }
        return facts;
    }

    private static void software(Facts facts) {
        facts.product("acme/draw").releases("1", "2").release("3", "2025-06-01");
        facts.product("acme/paint").releases("1", "2").editions("standard", "pro");
        facts.product("acme/suite").releases("1", "2", "3").contains("acme/draw", "acme/paint");
        facts.product("acme/tool").metric("named-user");
        facts.product("bell/server").editions("standard", "datacenter").metric(STANDARD);
        facts.product("bell/base").metric(BY_MACHINE);
        facts.product("bell/mail").metric("subscription-seat");
        facts.product("cube/free").licensing(app.assay.domain.software.Licensing.FREE);
    }

    private static void machines(Facts facts, Random random, boolean complete) {
        String[] units = {"north", "north-1", "south"};
        for (int number = 0; number < 20; number++) {
            var device = facts.device("pc" + number);
            if (random.nextInt(5) > 0) {
                device.unit(units[random.nextInt(3)]);
            }
            if (random.nextInt(6) > 0 || complete) {
                device.user("user" + random.nextInt(12));
            }
            device.environment(random.nextInt(6) == 0 ? Environment.TEST : Environment.PRODUCTION);
            if (random.nextInt(8) == 0) {
                device.status(LifeCycleStatus.RETIRED);
            }
            device.seen(random.nextInt(8) == 0 ? "2025-09-01" : "2026-03-20");
            installDesktop(device, random);
        }
        for (int host = 0; host < 4; host++) {
            var physical = facts.device("host" + host).unit("south");
            if (random.nextInt(12) > 0 || complete) {
                physical.server(1 + random.nextInt(2), 4 + 4 * random.nextInt(3));
            } else {
                physical.server();
            }
            for (int machine = 0; machine < random.nextInt(6); machine++) {
                var virtual = facts.device("vm" + host + "-" + machine)
                        .virtual(random.nextInt(10) == 0 && !complete ? 0 : 1 + random.nextInt(8))
                        .on("host" + host)
                        .unit("south");
                if (random.nextInt(4) > 0) {
                    virtual.has("bell/server", random.nextBoolean() ? "standard" : "datacenter", "");
                }
                if (random.nextInt(3) == 0) {
                    virtual.has("bell/base");
                }
            }
        }
    }

    private static void installDesktop(Facts.DeviceDraft device, Random random) {
        if (random.nextInt(2) == 0) {
            device.has("acme/draw", random.nextInt(4) == 0 ? "" : String.valueOf(1 + random.nextInt(3)));
        }
        if (random.nextInt(2) == 0) {
            device.has(
                    "acme/paint",
                    random.nextInt(6) == 0 ? "" : random.nextBoolean() ? "standard" : "pro",
                    String.valueOf(1 + random.nextInt(2)));
        }
        if (random.nextInt(6) == 0) {
            device.has("acme/suite", String.valueOf(1 + random.nextInt(3)));
        }
        if (random.nextInt(3) == 0) {
            device.has("acme/tool");
        }
        if (random.nextInt(3) == 0) {
            device.has("bell/mail");
        }
        if (random.nextInt(3) == 0) {
            device.has("cube/free");
        }
    }

    static void rights(Facts facts, Random random, int count) {
        for (int number = 0; number < count; number++) {
            right(facts, random, Plain.text("R%02d", number), number);
        }
    }

    private static void right(Facts facts, Random random, String reference, int number) {
        var product = PRODUCTS[random.nextInt(7)];
        var right = facts.right(reference, product).quantity(random.nextInt(7));
        switch (product) {
            case "acme/draw", "acme/suite" -> {
                if (random.nextInt(4) > 0) {
                    right.version(String.valueOf(1 + random.nextInt(3)), COVERS.get(random.nextInt(3)));
                }
                if (random.nextInt(4) == 0) {
                    right.metric("named-user");
                }
            }
            case "acme/paint" -> {
                if (random.nextInt(4) > 0) {
                    right.edition(random.nextBoolean() ? "standard" : "pro");
                } else if (random.nextBoolean()) {
                    right.edition("pro", "standard");
                }
            }
            case "acme/tool" -> right.metric(random.nextInt(3) == 0 ? "device" : "named-user");
            case "bell/server" -> {
                boolean datacenter = random.nextBoolean();
                right.metric(datacenter ? DATACENTER : STANDARD)
                        .quantity(random.nextInt(24))
                        .packsOf(2);
                if (datacenter) {
                    right.edition("datacenter", "standard");
                } else {
                    right.edition("standard");
                }
            }
            case "bell/base" ->
                right.metric(BY_MACHINE).quantity(random.nextInt(10)).packsOf(2);
            case "bell/mail" -> right.metric("subscription-seat").kind(RightKind.SUBSCRIPTION);
            default -> {}
        }
        decorate(right, random, number);
    }

    private static void decorate(Facts.RightDraft right, Random random, int number) {
        switch (random.nextInt(12)) {
            case 0 -> right.unit("north");
            case 1 -> right.unit("south");
            case 2 -> right.until("2026-01-31");
            case 3 -> right.until("2026-12-31");
            case 4 -> right.from("2026-05-01");
            case 5 -> right.maintainedUntil("2026-06-30");
            case 6 -> right.maintainedUntil("2024-06-30");
            case 7 -> right.boundTo("pc" + random.nextInt(20));
            case 8 -> {
                if (number > 0) {
                    right.kind(random.nextBoolean() ? RightKind.UPGRADE : RightKind.MAINTENANCE)
                            .base(Plain.text("R%02d", random.nextInt(number)));
                }
            }
            default -> {}
        }
    }
}
