package app.assay.domain.metric;

import app.assay.domain.code.UsageKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// What is known of the use of one product at a date, after some reductions. Lists are sorted by name, then identity.
public interface CountFacts {

    LocalDate asAt();

    /// The physical machines that software of the product runs on, or may be moved to.
    List<Machine> machines();

    /// Names of virtual machines with the product whose host nobody knows.
    List<String> unplaced();

    /// Who reaches the machines on which a product was found, on the day.
    ///
    /// @param product its key; empty for the product itself
    Reached reached(String product);

    /// What was measured of the product.
    List<Measured> measured();

    /// Who holds an assignment of the product on the day.
    List<Party> assigned();

    /// Devices on which the product was found.
    int installed();

    /// The devices that a person is known to use.
    List<Party> devicesOf(Party person);

    /// The person who is known to use a device.
    Optional<Party> userOf(Party device);

    /// The order of a product's versions.
    Comparator<String> versions(String product);

    /// A value of a dated table on the day; the largest where sources differ.
    ///
    /// @param table its name, such as `core-factor`
    /// @param key what it is asked for, such as the model of a processor
    Optional<Dated> value(String table, String key);

    /// A physical machine.
    ///
    /// @param processors filled sockets
    /// @param cores in all
    record Machine(UUID id, String name, OptionalInt processors, OptionalInt cores, String processorModel) {}

    /// Who reaches some servers.
    ///
    /// @param servers how many there are
    /// @param relations those that last on the day
    /// @param untold names of servers of which nobody ever told who reaches them
    record Reached(int servers, List<Reach> relations, List<String> untold) {
        public Reached {
            relations = List.copyOf(relations);
            untold = List.copyOf(untold);
        }
    }

    /// Somebody reaches a server.
    ///
    /// @param version of the product there; empty when not known
    record Reach(UUID server, String version, Optional<Party> person, Optional<Party> device) {}

    /// A measurement.
    ///
    /// @param kind empty when nobody told what the value is
    /// @param until exclusive
    record Measured(
            UUID id,
            Optional<UsageKind> kind,
            Instant from,
            Instant until,
            BigDecimal value,
            Optional<Party> person,
            Optional<Party> device) {}

    /// A value with where it comes from.
    ///
    /// @param source who says so; with the day it holds from, where told
    /// @param differing whether sources say different things
    record Dated(BigDecimal value, String source, boolean differing) {}
}
