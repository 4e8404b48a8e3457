package app.assay.service.sample;

import java.time.LocalDate;

/// An invented device.
///
/// @param number its place in the estate, from 0
/// @param cores cores in all, 0 where the inventory does not tell them
/// @param host name of the host below a virtual machine, else empty
/// @param user login of its main user, else empty
record SampleDevice(
        int number,
        Role role,
        String name,
        String operatingSystem,
        String manufacturer,
        String model,
        String serial,
        String processorModel,
        int processors,
        int cores,
        int threads,
        String host,
        String cluster,
        String status,
        String environment,
        String unit,
        String user,
        LocalDate firstSeen,
        LocalDate lastSeen) {

    /// What a device is for.
    enum Role {
        OFFICE,
        FINANCE,
        DESIGN,
        ENGINEERING,
        DEVELOPMENT,
        HOST,
        WINDOWS_SERVER,
        DATABASE_SERVER,
        LINUX_SERVER;

        boolean isClient() {
            return switch (this) {
                case OFFICE, FINANCE, DESIGN, ENGINEERING, DEVELOPMENT -> true;
                case HOST, WINDOWS_SERVER, DATABASE_SERVER, LINUX_SERVER -> false;
            };
        }
    }

    String kind() {
        return switch (role) {
            case OFFICE, FINANCE, DESIGN, ENGINEERING, DEVELOPMENT -> model.contains("book") ? "LAPTOP" : "DESKTOP";
            case HOST -> "SERVER";
            case WINDOWS_SERVER, DATABASE_SERVER, LINUX_SERVER -> host.isEmpty() ? "SERVER" : "VIRTUAL_MACHINE";
        };
    }
}
