package app.assay.importing.formats.inventory;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What maker, model and firmware of a computer, and its network adapters, tell about virtual hardware.
public final class VirtualHardware {

    /// Words of makers, models and firmware of the virtual hardware of hypervisors and clouds, each a part of a
    /// text in
    /// lower case.
    private static final List<String> WORDS = List.of(
            "vmware",
            "virtualbox",
            "innotek",
            "qemu",
            "bochs",
            "seabios",
            "domu",
            "xen hvm",
            "xenserver vm",
            "parallels virtual",
            "parallels software",
            "bhyve",
            "rhev hypervisor",
            "ovirt node",
            "openstack nova",
            "openstack compute",
            "openstack foundation",
            "amazon ec2",
            "google compute engine",
            "alibaba cloud ecs",
            "powervm",
            "z/vm",
            "virtuozzo",
            "virtualmac",
            "apple virtualization",
            "smartdc hvm",
            "kubevirt",
            "droplet",
            "tencent cloud",
            "standard pc (i440fx",
            "standard pc (q35",
            "pc-i440fx",
            "pc-q35",
            "kvm virtual machine");

    /// Models that are virtual hardware only when the text is this word alone: makers build real machines too.
    private static final List<String> MODELS = List.of("ahv", "kvm", "virtual machine", "vserver", "cvm", "vm");

    /// Rented machines without a hypervisor keep the names of their cloud.
    private static final Pattern BARE_METAL = Pattern.compile("(?:^|[ .-])(?:bare[ -]?metal|metal|ebm)");

    private static final Pattern VIRTUAL_ADAPTER =
            Pattern.compile("^(?:docker|br-|veth|virbr|vnet\\d|vmnet|vboxnet|lxcbr|"
                    + "lxdbr|cni|flannel|cali|cilium|kube-|podman|tun\\d|tap\\d|wg\\d|ifb\\d|dummy|lo\\d*$|bridge\\d|awdl|llw|"
                    + "utun|ap\\d$|zt[a-z0-9]{8}|tailscale|ovs-|nat\\d|vethernet)|"
                    + "vmware virtual ethernet|virtualbox host-only|hyper-v virtual|virtual switch|host-only|tap-windows|"
                    + "tap-win|wintun|loopback|wi-fi direct|teredo|isatap|6to4|wan miniport|virtual miniport|anyconnect|"
                    + "globalprotect|pangp|fortinet virtual|sslvpn|juniper networks virtual|openvpn|wireguard|"
                    + "virtual adapter|virtual ethernet adapter|multiplexor|kernel debug|ras async");

    /// Addresses that drivers give themselves: the same on many devices. Upper half of an address and how much of
    /// it.
    private static final List<String> DRIVER_ADDRESSES = List.of(
            "00:00:00:00:00", // none
            "ff:ff:ff:ff:ff:ff",
            "02:42:", // bridges of containers
            "0a:00:27:", // host adapters of VirtualBox
            "00:50:56:c0:00:", // host adapters of VMware
            "00:05:9a:3c:7", // a tunnel
            "02:50:41:00:00:", // a tunnel
            "02:00:4c:4f:4f:50", // the loopback adapter of Windows
            "00:ff:", // taps
            "fe:54:00:", // the host's end of a guest's adapter
            "00:09:0f:fe:", // a tunnel
            "00:09:0f:aa:", // a tunnel
            "33:50:6f:45:30:30", // dialled connections
            "50:50:54:50:30:30",
            "20:41:53:59:4e:ff",
            "00:a0:c6:00:00:0"); // modems share it

    private VirtualHardware() {}

    /// Whether maker and model of a computer, or the maker of its firmware, are those of a hypervisor's virtual
    /// hardware.
    ///
    /// @param manufacturer maker of the computer
    /// @param model model of the computer
    /// @param firmware maker and version of its firmware
    public static boolean isMachine(String manufacturer, String model, String firmware) {
        String maker = manufacturer.toLowerCase(Locale.ROOT).strip();
        String name = model.toLowerCase(Locale.ROOT).strip();
        if (BARE_METAL.matcher(name).find()) {
            return false;
        }
        String all =
                maker + "\n" + name + "\n" + firmware.toLowerCase(Locale.ROOT).strip();
        return WORDS.stream().anyMatch(all::contains)
                || maker.equals("xen")
                || (!maker.isEmpty() && MODELS.contains(name))
                || (maker.startsWith("red hat") && !name.isEmpty())
                || (maker.equals("ovirt") && !name.isEmpty());
    }

    /// Whether an adapter and its address say nothing about the device: bridges, taps, tunnels and host adapters of
    /// hypervisors have addresses that many devices share.
    ///
    /// @param description name or description of the adapter
    /// @param address in lower case with colons
    public static boolean isAdapter(String description, String address) {
        return DRIVER_ADDRESSES.stream().anyMatch(address::startsWith)
                || VIRTUAL_ADAPTER
                        .matcher(description.toLowerCase(Locale.ROOT).strip())
                        .find();
    }
}
