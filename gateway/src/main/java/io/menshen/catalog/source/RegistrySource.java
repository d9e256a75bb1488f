package io.menshen.catalog.source;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.source.Compilation.Faulty;
import io.menshen.catalog.source.Compilation.Registries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A folder of registries: one YAML file per registry, each under a key of its own name. */
public final class RegistrySource {
    private final Path folder;
    private final Vocabulary known;

    /** The folder that holds {@code fields.yaml} and its neighbours. */
    public RegistrySource(Path folder, Vocabulary known) {
        this.folder = folder;
        this.known = known;
    }

    /** Reads, checks and compiles the registries; blocks on files. */
    public Compilation compile() {
        var report = new Report();
        var registries = JsonNodeFactory.instance.objectNode();
        Catalog.REGISTRIES.forEach(name -> read(name, registries, report));
        if (report.clean()) {
            provisionIsOffUnlessSaid(registries);
            new FormCheck(report).check("", Forms.all(known), registries);
        }
        if (!report.clean()) {
            return new Faulty(report.sorted());
        }
        var catalog = Catalog.parse(registries);
        references(catalog, report);
        return report.clean()
                ? new Registries(registries, catalog, new Places(report.places()))
                : new Faulty(report.sorted());
    }

    private void read(String name, ObjectNode registries, Report report) {
        var file = folder.resolve(name + ".yaml");
        try {
            var text = Files.readString(file);
            var yaml = Yaml.read(name + ".yaml", text, report.places(), report.unplaced());
            for (var entry : yaml.properties()) {
                if (entry.getKey().equals(name)) {
                    registries.set(name, entry.getValue());
                } else {
                    var path = "/" + entry.getKey();
                    report.unknown(path, "key", entry.getKey(), List.of(name));
                }
            }
        } catch (IOException e) {
            var problem = "cannot be read (" + e.getClass().getSimpleName() + ")";
            report.unplaced().add(new Problem(name + ".yaml", 0, problem));
        }
    }

    /** Providing data to others is off until someone turns it on (T/CCAGM 002 4.1.4-e). */
    private static void provisionIsOffUnlessSaid(ObjectNode registries) {
        for (var purpose : registries.path("purposes").properties()) {
            if (purpose.getValue() instanceof ObjectNode object && !object.has("enabled")) {
                object.put("enabled", !object.path("manner").toString().contains("\"provision\""));
            }
        }
    }

    private static void references(Catalog catalog, Report report) {
        var purposes = new PurposeCheck(catalog, report);
        var consumers = new ConsumerCheck(catalog, report);
        var channels = new ChannelCheck(catalog, report);
        var codes = new CodeCheck(catalog, report);
        var tags = new TagCheck(catalog, report);
        var calendar = new CalendarCheck(report);
        var others = new RegisterCheck(catalog, report);
        catalog.fields().forEach(others::field);
        catalog.purposes().forEach(purposes::check);
        catalog.consumers().forEach(consumers::check);
        catalog.channels().forEach(channels::check);
        catalog.codes().forEach(codes::check);
        catalog.tags().forEach(tags::check);
        catalog.calendar().forEach(calendar::check);
        others.staff();
        others.floor();
        others.deployment();
    }
}
