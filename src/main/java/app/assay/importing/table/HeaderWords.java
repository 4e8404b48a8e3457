package app.assay.importing.table;

import app.assay.domain.source.RowMeaning;
import app.assay.importing.guard.Texts;
import app.assay.importing.profile.RowTargets;
import app.assay.importing.profile.TargetField;
import app.assay.importing.value.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the headers of tables mean: synonyms in English, German, French, Spanish, Italian, Dutch and Portuguese, as
/// exports write them.
public final class HeaderWords {

    /// Share of the columns by which one meaning must lead the others to be clear.
    private static final double CLEARLY_MORE = 0.1;

    /// Share of the columns that a sure proposal names.
    private static final double MOST_COLUMNS = 0.5;

    private static final double SURE = 1.0;

    /// A header whose first word is a mere prefix, such as `server_hostname`.
    private static final double LIKELY = 0.7;

    /// What these mean, the word before them says.
    private static final Set<String> TOO_GENERAL =
            Set.of("name", "id", "type", "line", "code", "description", "title", "item", "state", "date", "count");

    /// No header is longer; what is, could keep the patterns below busy for hours.
    private static final int LONGEST = 200;

    private static final Set<String> VIRTUAL_MACHINES = Set.of(
            "vm",
            "vmname",
            "virtualmachine",
            "virtualmachinename",
            "guest",
            "guestname",
            "virtuellemaschine",
            "machinevirtuelle",
            "maquinavirtual",
            "macchinavirtuale",
            "virtuelemachine");

    private static final Set<String> HOSTS =
            Set.of("host", "esxhost", "esxihost", "vmhost", "hypervisor", "hostsystem");

    private static final Pattern BRACKETS = Pattern.compile("\\([^)]*\\)|\\[[^]]*]");

    private static final Pattern WORD_END = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})");

    /// One field with its synonyms, the best first: where two columns could fill a field, the better synonym wins.
    private record Words(String field, List<String> keys) {}

    /// @param field name of a target field, empty when the column means nothing known
    record Proposal(String field, double confidence) {
        static final Proposal NONE = new Proposal("", 0);
    }

    private static final Map<RowMeaning, List<Words>> WORDS = words();
    private static final Map<RowMeaning, Map<String, Words>> BY_KEY = byKey();

    private HeaderWords() {}

    /// The field that each header most likely means; no field twice.
    static List<Proposal> propose(RowMeaning meaning, List<String> headers) {
        Map<String, Words> byKey = of(BY_KEY, meaning);
        var proposals = new ArrayList<Proposal>();
        var ranks = new ArrayList<Integer>();
        var best = new HashMap<String, Integer>();
        for (int column = 0; column < headers.size(); column++) {
            if (headers.get(column).length() > LONGEST) {
                proposals.add(Proposal.NONE);
                ranks.add(Integer.MAX_VALUE);
                continue;
            }
            String key = key(headers.get(column));
            double confidence = SURE;
            Words words = byKey.get(key);
            if (words == null) {
                key = withoutUnit(headers.get(column));
                words = byKey.get(key);
            }
            if (words == null) {
                // Not for entitlements: "maintenance start" is not the start of the right.
                key = withoutFirstWord(headers.get(column));
                words = meaning == RowMeaning.ENTITLEMENTS || TOO_GENERAL.contains(key) ? null : byKey.get(key);
                confidence = LIKELY;
            }
            if (words == null) {
                proposals.add(Proposal.NONE);
                ranks.add(Integer.MAX_VALUE);
                continue;
            }
            proposals.add(new Proposal(words.field(), confidence));
            ranks.add(words.keys().indexOf(key) + (confidence < SURE ? 1_000 : 0));
            Integer other = best.get(words.field());
            if (other == null) {
                best.put(words.field(), column);
            } else if (ranks.get(column) < ranks.get(other)) {
                proposals.set(other, Proposal.NONE);
                best.put(words.field(), column);
            } else {
                proposals.set(column, Proposal.NONE);
            }
        }
        if (meaning == RowMeaning.DEVICES && !best.containsKey("name") && best.containsKey("host")) {
            proposals.set(of(best, "host"), new Proposal("name", LIKELY));
        }
        return proposals;
    }

    /// The key of a header; `# CPU` is the count of processors and not the processor.
    private static String key(String header) {
        String text = Texts.strip(header);
        return text.startsWith("#") ? "countof" + Texts.key(text) : Texts.key(text);
    }

    /// Whether a header is over names of virtual machines.
    static boolean namesVirtualMachines(String header) {
        return VIRTUAL_MACHINES.contains(Texts.key(header));
    }

    /// Whether a header is over names of the machines on which virtual ones run.
    static boolean namesHosts(String header) {
        return HOSTS.contains(Texts.key(header));
    }

    /// In a list of virtual machines `CPUs` are their virtual cores, since nothing tells how they lie in sockets.
    static void virtualCores(RowMeaning meaning, List<String> headers, List<Proposal> proposals) {
        if (meaning != RowMeaning.DEVICES) {
            return;
        }
        int processors = -1;
        boolean isVirtual = false;
        boolean hasCores = false;
        for (int column = 0; column < headers.size(); column++) {
            String field = proposals.get(column).field();
            isVirtual |= field.equals("name") && namesVirtualMachines(headers.get(column));
            hasCores |= field.equals("cores") || field.equals(TargetField.CORES_PER_PROCESSOR);
            processors = field.equals("processors") ? column : processors;
        }
        if (isVirtual && !hasCores && processors >= 0) {
            proposals.set(processors, new Proposal("cores", LIKELY));
        }
    }

    /// How many headers mean something in any meaning; finds the row of the headers.
    public static int known(List<String> headers) {
        int most = 0;
        for (RowMeaning meaning : RowMeaning.values()) {
            int known = 0;
            for (Proposal proposal : propose(meaning, headers)) {
                known += proposal.confidence() > 0 ? 1 : 0;
            }
            most = Math.max(most, known);
        }
        return most;
    }

    /// What a row most likely means, when the headers decide it.
    record Meaning(RowMeaning meaning, double confidence) {}

    static Optional<Meaning> meaning(List<String> headers) {
        var fields = new EnumMap<RowMeaning, Set<String>>(RowMeaning.class);
        var named = new EnumMap<RowMeaning, Double>(RowMeaning.class);
        for (RowMeaning meaning : RowMeaning.values()) {
            var found = new HashSet<String>();
            double sum = 0;
            for (var proposal : propose(meaning, headers)) {
                if (!proposal.field().isEmpty()) {
                    found.add(proposal.field());
                    sum += proposal.confidence();
                }
            }
            fields.put(meaning, found);
            named.put(meaning, headers.isEmpty() ? 0 : sum / headers.size());
        }
        var possible = possible(fields);
        // What names clearly more of the columns than any other meaning is meant, however general a single word is.
        Optional<RowMeaning> best = possible.stream()
                .max(Comparator.comparingDouble((RowMeaning meaning) -> share(named, meaning))
                        .thenComparing(Comparator.reverseOrder()));
        boolean isClear = best.isPresent()
                && possible.stream()
                        .allMatch(meaning -> meaning == best.get()
                                || share(named, best.get()) >= share(named, meaning) + CLEARLY_MORE);
        if (isClear) {
            boolean isWell = share(named, best.get()) >= MOST_COLUMNS;
            return Optional.of(new Meaning(best.get(), isWell ? 0.9 : 0.7));
        }
        return possible.isEmpty() ? Optional.empty() : Optional.of(new Meaning(possible.getFirst(), 0.6));
    }

    private static double share(EnumMap<RowMeaning, Double> named, RowMeaning meaning) {
        return named.getOrDefault(meaning, 0.0);
    }

    /// The meanings whose needed columns are there, the one that a doubt goes to first.
    private static List<RowMeaning> possible(EnumMap<RowMeaning, Set<String>> fields) {
        Set<String> installation = of(fields, RowMeaning.INSTALLATIONS);
        Set<String> entitlement = of(fields, RowMeaning.ENTITLEMENTS);
        Set<String> device = of(fields, RowMeaning.DEVICES);
        Set<String> user = of(fields, RowMeaning.USERS);
        var possible = new ArrayList<RowMeaning>();
        boolean rights = entitlement.contains("product")
                && (entitlement.contains("quantity") || entitlement.contains("metric"))
                && (entitlement.contains("quantity")
                        || entitlement.contains("reference")
                        || entitlement.contains("end"));
        boolean byNumber = entitlement.contains("partNumber") && entitlement.contains("quantity");
        // A list of orders names no terms of the rights; it is a list of rights all the same where it names products.
        Set<String> purchase = of(fields, RowMeaning.PURCHASES);
        boolean bought = count(purchase, "reference", "invoice") >= 1
                && count(purchase, "supplier", "orderedOn", "invoice", "agreement") >= 1
                && count(purchase, "description", "partNumber", "quantity", "unitPrice") >= 1
                && !entitlement.contains("product")
                && !byNumber;
        if (rights || byNumber) {
            possible.add(RowMeaning.ENTITLEMENTS);
        }
        if (bought) {
            possible.add(RowMeaning.PURCHASES);
        }
        // Any list of books has titles and publishers: without devices it takes a version, and nothing of a licence.
        boolean titles = installation.contains("version")
                && count(
                                entitlement,
                                "metric",
                                "quantity",
                                "unitPrice",
                                "maintenanceUntil",
                                "agreement",
                                "unitsPerPack")
                        == 0;
        if (installation.contains("title") && (installation.contains("device") || titles)) {
            possible.add(RowMeaning.INSTALLATIONS);
        }
        boolean hardware = device.contains("name")
                && count(
                                device,
                                "operatingSystem",
                                "manufacturer",
                                "model",
                                "serial",
                                "processors",
                                "cores",
                                "host",
                                "kind",
                                "hardwareId",
                                "networkAddresses",
                                "processorModel",
                                "environment",
                                "status")
                        >= 1;
        // A list of products has names and makers too, and prices or terms that no list of devices has.
        boolean products = count(entitlement, "metric", "unitPrice", "unitsPerPack", "maintenanceUntil") > 0
                && count(device, "serial", "model", "operatingSystem", "hardwareId", "networkAddresses") == 0;
        if (hardware && !products) {
            possible.add(RowMeaning.DEVICES);
        }
        if (count(user, "email", "login", "employeeNumber") >= 1 && user.size() >= 2) {
            possible.add(RowMeaning.USERS);
        }
        Set<String> assignment = of(fields, RowMeaning.ASSIGNMENTS);
        if (assignment.contains("product")
                && assignment.contains("user")
                && !installation.contains("device")
                && !entitlement.contains("quantity")
                && count(assignment, "from", "until", "lastActivity", "plan") >= 1) {
            possible.add(RowMeaning.ASSIGNMENTS);
        }
        Set<String> agreement = of(fields, RowMeaning.AGREEMENTS);
        // What a list of agreements calls their name a list of rights may call its product, with units or terms beside
        // it.
        if (agreement.contains("reference")
                && count(agreement, "publisher", "programme", "start", "end", "noticeBy", "name") >= 2
                && (agreement.contains("name") || !entitlement.contains("product"))
                && count(entitlement, "quantity", "metric", "unitPrice", "unitsPerPack", "version", "edition") == 0) {
            possible.add(RowMeaning.AGREEMENTS);
        }
        Set<String> exclusion = of(fields, RowMeaning.EXCLUSIONS);
        if (count(exclusion, "reason", "explanation") == 2
                && count(exclusion, "product", "device", "unit", "environment") >= 1) {
            possible.add(RowMeaning.EXCLUSIONS);
        }
        Set<String> unit = of(fields, RowMeaning.ORGANISATION_UNITS);
        if (unit.contains("name") && unit.contains("parent")) {
            possible.add(RowMeaning.ORGANISATION_UNITS);
        }
        for (var target : RowTargets.ALL) {
            if (target.isMeant(meaning -> of(fields, meaning))) {
                possible.add(target.meaning());
            }
        }
        return possible;
    }

    private static int count(Set<String> found, String... names) {
        return (int) Arrays.stream(names).filter(found::contains).count();
    }

    /// `Unit price (USD)` and `price_usd` mean what they mean without the unit.
    private static String withoutUnit(String header) {
        String bare = BRACKETS.matcher(header).replaceAll(" ");
        return Texts.key(Arrays.stream(WORD_END.split(bare, -1))
                .filter(word -> word.length() != 3 || NumberText.currency(word).isEmpty())
                .reduce("", String::concat));
    }

    private static String withoutFirstWord(String header) {
        String[] words = WORD_END.split(Texts.strip(header), -1);
        if (words.length < 2) {
            return "";
        }
        return Texts.key(String.join(" ", Arrays.asList(words).subList(1, words.length)));
    }

    private static <K, V> V of(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("no words for " + key);
        }
        return value;
    }

    private static Map<RowMeaning, Map<String, Words>> byKey() {
        var all = new EnumMap<RowMeaning, Map<String, Words>>(RowMeaning.class);
        WORDS.forEach((meaning, list) -> {
            var byKey = new HashMap<String, Words>();
            // A field's own name beats a synonym of another: "host" is the host, unless nothing else is the name.
            Set<String> fields =
                    TargetField.of(meaning).stream().map(TargetField::name).collect(Collectors.toSet());
            List<Words> known = list.stream()
                    .filter(words -> fields.contains(words.field()))
                    .toList();
            known.forEach(words -> byKey.putIfAbsent(Texts.key(words.field()), words));
            for (Words words : known) {
                words.keys().forEach(key -> byKey.putIfAbsent(key, words));
            }
            all.put(meaning, Map.copyOf(byKey));
        });
        return all;
    }

    private static Words words(String field, String synonyms) {
        var keys = new ArrayList<String>();
        keys.add(Texts.key(field));
        for (String key : synonyms.split("[\\s]+", -1)) {
            if (!key.isEmpty() && !keys.contains(key)) {
                keys.add(key);
            }
        }
        return new Words(field, List.copyOf(keys));
    }

    private static final String DEVICE_NAMES =
            "device devicename hostname vm vmname virtualmachine host computer computername machine machinename"
                    + " netbiosname pcname pc workstation server servername asset assetname endpoint endpointname system"
                    + " systemname node fqdn dnsname rechner rechnername gerat geratename geratname computername0 name0 hostnamen"
                    + " arbeitsplatz ordinateur nomordinateur nomdelordinateur nomdeordinateur nomdelamachine poste nomduposte"
                    + " nomdhote hote appareil nomdelappareil equipo nombredelequipo nombreequipo nombredeequipo dispositivo"
                    + " nombredeldispositivo nombrededispositivo ordenador servidor maquina equipmentid pscomputername"
                    + " manageddevicename clientname deviceid";

    private static final String PUBLISHERS = "publisher vendor manufacturer publishername vendorname softwarepublisher"
            + " softwarevendor softwaremanufacturer editor editorname company companyname hersteller anbieter herausgeber"
            + " softwarehersteller editeur editeurdulogiciel fabricant fournisseur fabricante proveedor editora publisher0"
            + " developer author entwickler applicationpublisher produttore casaproduttrice uitgever fabrikant"
            + " producent wydawca";

    private static final String FIRST_SEEN =
            "firstseen installdate installedon installed installationdate firstdiscovered"
                    + " firstscan dateinstalled installationsdatum installiertam installdatum zuerstgesehen erstmalsgesehen"
                    + " datedinstallation installele installeele fechadeinstalacion instaladoel fechainstalacion premierevue"
                    + " primeravez created createdon creationdate";

    private static final String LAST_SEEN =
            "lastseen lastinventory lastscan lastscanned lastdiscovered lastinventorydate"
                    + " lasthardwarescan lastsoftwarescan lastcheckin lastcontact lastreported lastsync lastupdate lastupdated"
                    + " scandate inventorydate discoverydate zuletztgesehen letztersscan letzterscan letzteinventur"
                    + " letzteinventarisierung letzterkontakt scandatum inventardatum dernierevue vuele dernierinventaire"
                    + " derniercontact datedinventaire ultimavez ultimoinventario ultimocontacto ultimavista lastlogontimestamp"
                    + " lastlogondate lastseendate lastlogon";

    private static Map<RowMeaning, List<Words>> words() {
        var words = new EnumMap<RowMeaning, List<Words>>(RowMeaning.class);
        words.put(
                RowMeaning.INSTALLATIONS,
                List.of(
                        words("device", DEVICE_NAMES),
                        words(
                                "title",
                                "titolo nomeprodotto prodotto programma applicazione programmanaam productnaam toepassing aplicativo produto nomedoproduto nazwaprogramu oprogramowanie displayname software softwarename softwaretitle application applicationname app appname"
                                        + " product productname program programname programm programmname package"
                                        + " packagename name displayname0 productname0 titel anwendung anwendungsname"
                                        + " produkt produktname logiciel nomdulogiciel nomlogiciel nomduproduit produit"
                                        + " programme nomduprogramme titulo aplicacion nombredelaaplicacion producto"
                                        + " nombredelproducto nombredelsoftware programa installedsoftware swname"
                                        + " bezeichnung swidtag"),
                        words("publisher", PUBLISHERS),
                        words(
                                "version",
                                "versione versie versao wersja displayversion softwareversion productversion applicationversion appversion versionnumber"
                                        + " packageversion version0 displayversion0 versionsnummer numerodeversion"
                                        + " versiondulogiciel numerodeversion release productversion0 ver"),
                        words(
                                "code",
                                "tagid productcode packageid msiproductcode packagecode softwarecode productid guid"),
                        words("firstSeen", FIRST_SEEN),
                        words("lastSeen", LAST_SEEN),
                        words(
                                "lastUsed",
                                "lastusage lastusedtime lastuseddate lastopened lastaccess lastaccessed lastrun"
                                        + " lastexecuted zuletztverwendet zuletztbenutzt zuletztgenutzt letztenutzung"
                                        + " derniereutilisation dernierusage ultimouso"
                                        + " ultimautilizacion lastactivity lastactivitydate")));
        words.put(
                RowMeaning.DEVICES,
                List.of(
                        words("name", DEVICE_NAMES + " hostnameordescription bezeichnung nom nombre itemname"),
                        words(
                                "domain",
                                "domainname workgroup domane domaine dominio addomain netbiosdomain arbeitsgruppe"),
                        words(
                                "kind",
                                "devicetype type computertype chassistype chassis assettype category formfactor geratetyp"
                                        + " typ kategorie typedappareil categorie tipo categoria tipodedispositivo"
                                        + " systemtype machinetype hardwaretype"),
                        words(
                                "operatingSystem",
                                "sistemaoperacional besturingssysteem systemoperacyjny os osname operatingsystemname betriebssystem systemedexploitation systemeexploitation"
                                        + " sistemaoperativo osversion platform caption0 oscaption shortos oscaption0 esxversion"
                                        + " osaccordingtotheconfigurationfile osaccordingtothevmwaretools osfamily osplatform"),
                        words(
                                "manufacturer",
                                "produttore fabrikant producent vendor make hersteller fabricant constructeur fabricante brand marke marque"),
                        words(
                                "model",
                                "modello modelname modell modele modelo productname systemmodel devicemodel hardwaremodel"),
                        words(
                                "serial",
                                "numerodiserie numeroserial serienr numerseryjny matricola serialnumber servicetag serialno sn seriennummer numerodeserie numeroserie biosserialnumber"
                                        + " biosserial serienummer serial0 serialnumber0 systemserialnumber"),
                        words(
                                "hardwareId",
                                "uuid hardwareuuid systemuuid smbiosguid biosguid biosuuid hardwareguid smbiosuuid"
                                        + " machineid smbiosguid0 computeruuid"),
                        words(
                                "networkAddresses",
                                "mac macaddress macaddresses macadresse adressemac direccionmac networkaddress macs"
                                        + " physicaladdress macaddress0 wifimac ethernetmac"),
                        words(
                                "processorModel",
                                "cpu cpumodel cpuname processorname processor processortype prozessor prozessormodell"
                                        + " processeur procesador cputype modeledeprocesseur"),
                        words(
                                "processors",
                                "sockets cpus cpucount processorcount numberofprocessors socketcount numprocessors"
                                        + " cpusockets filledsockets occupiedsockets physicalprocessors processorsnumber"
                                        + " anzahlprozessoren prozessoren sockel nombredeprocesseurs processeurs"
                                        + " numerodeprocesadores procesadores numberofprocessors0 noofprocessors countofcpu"
                                        + " countofcpus countofsockets numcpu numcpus cpunumber processori processoren"),
                        words(
                                TargetField.CORES_PER_PROCESSOR,
                                "corespercpu corespersocket coresperproc cpucorespersocket kerneproprozessor kernejecpu"
                                        + " coeursparprocesseur nucleosporprocesador corepersocket numcorespersocket"
                                        + " corespercpu0"),
                        words(
                                "assetTag",
                                "assetnumber inventorynumber inventarnummer inventarnr assetid tag anlagennummer"
                                        + " numeroinventaire numerodinventaire numerodeinventario etiqueta barcode"
                                        + " inventarisnummer codiceinventario partitioncode servercode equipmentcode"),
                        words(
                                "cores",
                                "corecount physicalcores totalcores numberofcores cpucores numcores coresnumber kerne"
                                        + " anzahlkerne prozessorkerne coeurs nombredecoeurs nucleos numerodenucleos vcpu"
                                        + " vcpus virtualcores virtualcoresvcpu vcores corestotal processorcores countofcores"
                                        + " countofcpucores core kernen nuclei"),
                        words(
                                "threads",
                                "logicalprocessors logicalcores threadcount numberoflogicalprocessors logischeprozessoren"
                                        + " processeurslogiques procesadoreslogicos cputhreads"),
                        words(
                                "host",
                                "vmhost virtualhost physicalhost hypervisor esxhost esxihost parenthost hostserver"
                                        + " virtualmachinehost hostsystem wirt hotephysique anfitrion hostedon parent"
                                        + " vmhostname hostmachine"),
                        words("cluster", "clustername vmcluster grappe racimo"),
                        words(
                                "status",
                                "state lifecyclestatus lifecycle assetstatus zustand etat estado statut devicestatus"),
                        words("environment", "env umgebung environnement entorno stage usage usagetype"),
                        words(
                                "unit",
                                "reparto afdeling dzial organisationunit organizationunit department organisationalunit costcenter costcentre"
                                        + " businessunit abteilung kostenstelle organisationseinheit departement service"
                                        + " departamento division company location site standort ou entity entite hostingentity"),
                        words(
                                "user",
                                "utente gebruiker uzytkownik username primaryuser mainuser assignedto assigneduser owner lastuser lastloggedonuser"
                                        + " lastlogonuser currentuser benutzer benutzername hauptbenutzer zugewiesenan"
                                        + " utilisateur utilisateurprincipal usuario usuarioprincipal loggedonuser"
                                        + " lastloggedinuser fullname primaryuserupn"),
                        words("firstSeen", FIRST_SEEN + " enrolleddate enrollmentdate purchasedate"),
                        words("lastSeen", LAST_SEEN),
                        words(
                                "note",
                                "notes comment comments remarks bemerkung notiz kommentar commentaire remarque nota")));
        words.put(
                RowMeaning.USERS,
                List.of(
                        words(
                                "name",
                                "nomecompleto volledigenaam utente gebruiker imieinazwisko displayname fullname username user benutzer benutzername anzeigename vollername"
                                        + " mitarbeiter nom nomcomplet nomaffiche utilisateur nombre nombrecompleto usuario"
                                        + " nombreparamostrar employee employeename person"),
                        words(
                                "login",
                                "nomeutente gebruikersnaam nomedeusuario userid loginname samaccountname account accountname logonname userlogonname anmeldename"
                                        + " login0 identifiant compte cuenta iniciodesesion uid loginid konto"),
                        words(
                                "email",
                                "indirizzoemail enderecodeemail mail emailaddress mailaddress userprincipalname upn primaryemail emailadresse mailadresse"
                                        + " adressemail courriel adresseemail correo correoelectronico primarysmtpaddress"
                                        + " adresseelectronique signinname"),
                        words(
                                "employeeNumber",
                                "employeeid personnelnumber staffid staffnumber personalnummer mitarbeiternummer"
                                        + " numeroemploye matricule numerodeempleado employeeno personnelno"),
                        words(
                                "unit",
                                "reparto afdeling dzial organisationunit organizationunit department businessunit costcenter costcentre abteilung"
                                        + " kostenstelle organisationseinheit departement service departamento division"
                                        + " company ou team office"),
                        words(
                                "status",
                                "state accountstatus enabled active accountenabled userstatus aktiv etat statut estado"
                                        + " blockcredential employmentstatus activo actif")));
        words.put(
                RowMeaning.ENTITLEMENTS,
                List.of(
                        words(
                                "reference",
                                "riferimento referentie licentienummer numerodilicenza numerlicencji entitlementid entitlement id licenseid licenceid entitlementreference licensereference"
                                        + " entitlementnumber lineid contractline agreementline lizenznummer lizenzid"
                                        + " referenz numerodelicence identifiant referencia licensenumber licencenumber"
                                        + " idlicence positionsnummer line rightid"),
                        words(
                                "product",
                                "nomeprodotto licentienaam nazwaproduktu productname software softwarename title softwaretitle application itemname licensename"
                                        + " licencename name licenseproduct produkt produktname lizenz lizenzname"
                                        + " produktbezeichnung artikel artikelbezeichnung bezeichnung produit nomduproduit"
                                        + " logiciel licence license producto nombredelproducto licencia item"
                                        + " nomedelprodotto prodotto software0 productnaam licentie licenza licenca"
                                        + " nomedoproduto produto productfamily skudescription materialdescription"
                                        + " partdescription skuname licensepool productpool"
                                        + " itemdescription productdescription description licenseproductfamily"),
                        words(
                                "publisher",
                                "vendor manufacturer publishername vendorname softwarepublisher softwarevendor"
                                        + " softwaremanufacturer hersteller herstellername softwarehersteller"
                                        + " lizenzgeber licensor editeur editeurdulogiciel fabricant fabricante editora"
                                        + " developer"),
                        words("edition", "edizione editie edicao edycja productedition ausgabe edicion editionname"),
                        words(
                                "version",
                                "ver versione versie versao wersja rel release productversion licenseversion softwareversion licenceversion versionnumber"),
                        words(
                                TargetField.PUBLISHER,
                                PUBLISHERS + " brand productvendor softwareeditor licensevendor maker casaproduttrice"
                                        + " uitgever leverancier fabrikant"),
                        words(
                                "metric",
                                "lictype licmetric metriek licentiemetriek licentietype tipodilicenza tipolicenza tipodelicenca metryka typlicencji unidademedida licensemetric licencemetric licensetype licencetype licensemodel licensingmodel"
                                        + " licensingmetric metrik lizenzmetrik lizenzmodell lizenztyp lizenzart metrique"
                                        + " typedelicence metrica tipodelicencia unitofmeasure countedas metricname"
                                        + " metrictype uom unittype"),
                        words(
                                "kind",
                                "right righttype rightkind entitlementtype licensekind art rechtsart typededroit lineart"),
                        words(
                                "quantity",
                                "aantallicenties numerodilicenze numerodelicencas ilosc liczbalicencji qtde rights qty quantitypurchased purchasedquantity licensecount licensequantity seats"
                                        + " totalseats licenses licences acquiredlicenses acquiredlicences"
                                        + " entitledquantity entitlements count numberoflicenses numberoflicences"
                                        + " licensesowned owned purchased menge anzahl anzahllizenzen lizenzanzahl"
                                        + " stuckzahl quantite nombredelicences cantidad numerodelicencias units amount"
                                        + " effectivequantity activequantity unresolvedquantity orderedquantity quantityordered"
                                        + " qtyordered orderqty licensesqty nooflicenses nooflicences numberofseats"
                                        + " seatcount anzahlderlizenzen lizenzmenge bestellmenge nombredepostes qte"
                                        + " nombrelicences cantidaddelicencias quantita aantal quantidade numero"
                                        + " numberoflicence totallicenses licensequantitypurchased"),
                        words(
                                "unitsPerPack",
                                "packsize unitsperlicense unitsperlicence licensesperpack packunits packungsgrosse"
                                        + " einheitenpropackung unitesparpack unidadesporpaquete"),
                        words("versionCover", "versionscovered downgrade downgraderight downgraderights"),
                        words("editionsCovered", "coverededitions othereditions"),
                        words(
                                "start",
                                "datadiinizio datadeinicio datarozpoczecia datainicio startdate validfrom termstart coveragestart startoflicense datainizio begindatum ingangsdatum effectivefrom effectivedate begin begindate startdatum"
                                        + " gultigab gultigvon beginn vertragsbeginn datededebut debut valideapartirdu"
                                        + " fechadeinicio inicio validodesde subscriptionstart licensestart purchasedate"
                                        + " purchasedon orderdate kaufdatum bestelldatum datedachat fechadecompra"),
                        words(
                                "end",
                                "datadifine datafine datadetermino datazakonczenia enddate validuntil validto termend expirationdate expirydate expiry expires expiration"
                                        + " expireson enddatum gultigbis ablaufdatum ende vertragsende datedefin fin"
                                        + " valablejusquau dateexpiration datedexpiration fechadefin fechadevencimiento"
                                        + " vencimiento validohasta subscriptionend terminationdate licenseend coverageend"
                                        + " renewaldate datascadenza scadenza einddatum vervaldatum datadefim validade"),
                        words(
                                "maintenanceUntil",
                                "maintenanceend maintenanceenddate maintenanceexpiry supportuntil supportend wartungbis"
                                        + " wartungsende softwareassuranceenddate saenddate maintenancejusquau"
                                        + " findemaintenance mantenimientohasta supportenddate maintenanceto maintenanceuntildate wartungsablauf supportbis"
                                        + " maintenanceexpires"),
                        words("base", "baselicense baselicence baseentitlement upgradefrom basislizenz licencedebase"),
                        words(
                                "agreement",
                                "agreementnumber contract contractnumber contractid agreementid agreementreference"
                                        + " enrollmentnumber enrolmentnumber vertrag vertragsnummer contrat numerodecontrat"
                                        + " contrato numerodecontrato licenseagreement contractreference"),
                        words(
                                "purchase",
                                "ponumber purchaseorder purchaseordernumber po order ordernumber orderno invoice"
                                        + " invoicenumber bestellnummer bestellung auftragsnummer commande bondecommande"
                                        + " numerodecommande pedido numerodepedido ordendecompra numerofattura ordine bestelbon"
                                        + " factuurnummer rechnungsnummer rechnung facture numerodefacture factura"
                                        + " salesorder salesordernumber salesorderno"),
                        words(
                                "unit",
                                "reparto afdeling dzial organisationunit organizationunit department businessunit costcenter costcentre abteilung"
                                        + " kostenstelle organisationseinheit departement departamento company entity"
                                        + " location legalentity owner"),
                        words("boundDevice", "device devicename hostname computername assigneddevice gerat"),
                        words(
                                "partNumber",
                                "sku partno partnr mpn articlenumber itemnumber productnumber skunumber artikelnummer"
                                        + " teilenummer referencefabricant numerodepieza numerodarticle materialnumber"
                                        + " skupartnumber mfgpartnumber manufacturerpartnumber"
                                        + " vendorpartnumber herstellerartikelnummer herstellernummer productcode"
                                        + " codearticle codigodearticulo codicearticolo artikelcode msrppartnumber"),
                        words(
                                "unitPrice",
                                "prezzounitario prezzo stuksprijs eenheidsprijs prijs precounitario preco cenajednostkowa cena unitcost purchasecost price priceperunit costperunit costperlicense priceperlicense avgunitprice"
                                        + " einzelpreis stuckpreis preis prixunitaire prix preciounitario precio"
                                        + " licenseprice listprice netprice netunitprice"),
                        words(
                                "currency",
                                "valuta moeda waluta currencycode wahrung waehrung devise monnaie moneda divisa"),
                        words(
                                "note",
                                "opmerking osservazioni observacao uwagi notes comment comments remarks bemerkung notiz kommentar commentaire remarque nota")));
        words.put(
                RowMeaning.PURCHASES,
                List.of(
                        words(
                                "reference",
                                "ponumber purchaseorder purchaseordernumber po order ordernumber orderno orderid"
                                        + " purchaseid purchasereference bestellnummer bestellung auftragsnummer commande"
                                        + " bondecommande numerodecommande pedido numerodepedido ordendecompra ordine"
                                        + " numeroordine bestelnummer"),
                        words(
                                "agreement",
                                "agreementnumber contract contractnumber contractid agreementid vertrag vertragsnummer"
                                        + " contrat numerodecontrat contrato numerodecontrato contratto contractnummer"),
                        words(
                                "orderedOn",
                                "orderdate ordered date purchasedate purchasedon dateordered bestelldatum kaufdatum"
                                        + " datedecommande datedachat fechadecompra fechadepedido dataordine besteldatum"),
                        words(
                                "invoice",
                                "invoicenumber invoiceno invoiceid rechnung rechnungsnummer facture numerodefacture"
                                        + " factura numerodefactura fattura numerofattura factuur factuurnummer"),
                        words(
                                "supplier",
                                "vendor reseller seller suppliername vendorname lieferant anbieter handler fournisseur"
                                        + " revendeur proveedor fornitore leverancier fornecedor"),
                        words(
                                "partNumber",
                                "sku partno partnr mpn articlenumber itemnumber productnumber skunumber artikelnummer"
                                        + " teilenummer numerodarticle materialnumber skupartnumber"),
                        words(
                                "description",
                                "item itemname product productname article itemdescription productdescription bezeichnung"
                                        + " artikel artikelbezeichnung produkt designation libelle produit descripcion"
                                        + " producto articulo descrizione prodotto omschrijving produto"),
                        words(
                                "quantity",
                                "ilosc qtde qty count amount units orderedquantity quantityordered menge anzahl stuckzahl quantite"
                                        + " qte cantidad quantita aantal quantidade"),
                        words(
                                "unitPrice",
                                "precounitario stuksprijs cenajednostkowa unitcost price priceperunit costperunit einzelpreis stuckpreis preis prixunitaire prix"
                                        + " preciounitario precio netprice netunitprice prezzounitario prijs"),
                        words("currency", "currencycode wahrung waehrung devise monnaie moneda divisa valuta moeda"),
                        words(
                                "unit",
                                "organisationunit organizationunit department businessunit costcenter costcentre"
                                        + " abteilung kostenstelle organisationseinheit departement departamento company"),
                        words(
                                "note",
                                "notes comment comments remarks bemerkung notiz kommentar commentaire remarque nota")));
        words.put(
                RowMeaning.AGREEMENTS,
                List.of(
                        words(
                                "reference",
                                "agreementnumber agreement agreementid contract contractnumber contractid"
                                        + " enrollmentnumber enrolmentnumber enrollment vertrag vertragsnummer contrat"
                                        + " numerodecontrat contrato numerodecontrato contratto contractnummer"),
                        words(
                                "name",
                                "agreementname contractname title description bezeichnung titel vertragsname libelle"
                                        + " nombre nom"),
                        words("publisher", PUBLISHERS),
                        words(
                                "programme",
                                "program licensingprogram licensingprogramme agreementtype contracttype programm"
                                        + " vertragsart vertragstyp programa tipodecontrato typedecontrat"),
                        words(
                                "start",
                                "startdate validfrom effectivedate begin begindate startdatum gultigab vertragsbeginn"
                                        + " beginn datededebut fechadeinicio datainizio begindatum"),
                        words(
                                "end",
                                "enddate validuntil validto expirationdate expirydate expires enddatum gultigbis ende"
                                        + " vertragsende datedefin fechadefin datafine einddatum"),
                        words(
                                "noticeBy",
                                "noticedate noticeperioduntil cancelby kundigungsfrist kundbarbis kundigenbis"
                                        + " preavis datedepreavis fechadepreaviso terminationnoticeby"),
                        words("note", "notes comment comments remarks bemerkung notiz commentaire remarque nota")));
        words.put(
                RowMeaning.ASSIGNMENTS,
                List.of(
                        words(
                                "product",
                                "productname software softwarename license licence licensename licencename"
                                        + " assignedlicense assignedproduct title application subscription lizenz produkt"
                                        + " licencia producto produit logiciel skuname service"),
                        words("publisher", PUBLISHERS),
                        words("edition", "productedition tier ausgabe edicion"),
                        words(
                                "user",
                                "username assignedto assigneduser userprincipalname upn email emailaddress login"
                                        + " benutzer benutzername zugewiesenan nutzer utilisateur usuario employee member"
                                        + " gebruiker utente"),
                        words(
                                "device",
                                "devicename hostname computername assigneddevice gerat rechner ordinateur equipo computer"),
                        words(
                                "from",
                                "start startdate assignedon assigneddate dateassigned since zugewiesenam zugewiesenseit"
                                        + " gultigab datedaffectation fechadeasignacion assignmentdate"),
                        words(
                                "until",
                                "end enddate revokedon removedon unassignedon expires gultigbis enddatum datedefin"
                                        + " fechadefin"),
                        words(
                                "lastActivity",
                                "lastactive lastactivitydate lastused lastlogin lastsignin lastlogindate letzteaktivitat"
                                        + " derniereactivite ultimaactividad"),
                        words("plan", "planname serviceplan licenseplan subscriptionplan tarif"),
                        words("note", "notes comment comments remarks bemerkung notiz commentaire remarque nota")));
        words.put(
                RowMeaning.EXCLUSIONS,
                List.of(
                        words("reference", "exclusion exclusionid id number nummer numero"),
                        words("product", "productname software softwarename title produkt logiciel producto"),
                        words("edition", "productedition ausgabe edicion"),
                        words(
                                "device",
                                "devicename hostname computer computername gerat rechner ordinateur equipo server"),
                        words(
                                "unit",
                                "organisationunit organizationunit department businessunit abteilung departement"),
                        words("environment", "env umgebung environnement entorno"),
                        words("reason", "exclusionreason category grund motif raison motivo"),
                        words(
                                "explanation",
                                "justification comment description begrundung erklarung explication justificacion"
                                        + " explicacion"),
                        words("evidence", "proof nachweis preuve prueba document"),
                        words("approvedBy", "approver approved genehmigtvon freigegebenvon approuvepar aprobadopor"),
                        words("validUntil", "until expires enddate gultigbis valablejusquau validohasta")));
        words.put(
                RowMeaning.ORGANISATION_UNITS,
                List.of(
                        words(
                                "name",
                                "unit unitname organisationunit organizationunit department departmentname businessunit"
                                        + " costcenter costcentre abteilung kostenstelle organisationseinheit departement"
                                        + " departamento company entity"),
                        words(
                                "parent",
                                "parentunit parentname parentdepartment partof belongsto ubergeordnet"
                                        + " ubergeordneteeinheit gehortzu uniteparente parentde padre unidadsuperior"
                                        + " reportsto superior")));
        for (var target : RowTargets.ALL) {
            words.put(
                    target.meaning(),
                    target.headers().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(entry -> words(entry.getKey(), entry.getValue()))
                            .toList());
        }
        return words;
    }
}
