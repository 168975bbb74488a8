package org.puli.worker.host;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.puli.api.Text;
import org.puli.api.sync.MachineHealth;
import org.puli.worker.run.SiteScript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of the site's scripts that say what their machine has. They run one after the other in the order of their
 * names. One that fails is warned of, and what it said before still holds; what one said that is gone does not. Looked
 * by one thread, read on every one.
 */
public final class FactsFolder {
    /** How long one script may take. */
    public static final Duration LIMIT = Duration.ofSeconds(10);

    /** As much may one script write, in bytes. */
    public static final int MOST_BYTES = 1 << 16;

    /** As many scripts are run. */
    public static final int MOST_SCRIPTS = 32;

    private static final Logger LOG = LoggerFactory.getLogger(FactsFolder.class);

    private final Path folder;
    private final Duration limit;
    private final Map<Path, SiteFacts> said = new TreeMap<>();
    private volatile SiteFacts all = SiteFacts.NONE;
    private volatile List<String> warnings = List.of();

    /** Runs nothing yet. */
    public FactsFolder(Path folder) {
        this(folder, LIMIT);
    }

    FactsFolder(Path folder, Duration limit) {
        this.folder = folder;
        this.limit = limit;
    }

    /** Runs every script once. */
    public void look() {
        Map<String, String> wrong = new LinkedHashMap<>();
        List<Path> scripts = scripts(wrong);
        said.keySet().retainAll(new TreeSet<>(scripts));
        for (Path script : scripts) {
            try {
                said.put(script, ask(script));
            } catch (IOException | IllegalArgumentException e) {
                wrong.put("facts script " + script, String.valueOf(e.getMessage()));
            }
        }
        SiteFacts sum = SiteFacts.NONE;
        for (SiteFacts one : said.values()) {
            sum = sum.and(one);
        }
        all = sum;
        warn(wrong);
    }

    private void warn(Map<String, String> wrong) {
        List<String> now = wrong.entrySet().stream()
                .map(entry -> Text.line(entry.getKey() + ": " + entry.getValue(), MachineHealth.LONGEST_WARNING))
                .toList();
        now.stream().filter(words -> !warnings.contains(words)).forEach(words -> LOG.warn("{}", words));
        warnings = now;
    }

    private List<Path> scripts(Map<String, String> wrong) {
        List<Path> scripts = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FactsFolder::isScript)) {
            files.forEach(scripts::add);
        } catch (IOException e) {
            wrong.put(
                    "worker.factsFolder " + folder,
                    "cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        scripts.sort(null);
        if (scripts.size() > MOST_SCRIPTS) {
            wrong.put("worker.factsFolder " + folder, "only the first " + MOST_SCRIPTS + " scripts are run");
        }
        return scripts.subList(0, Math.min(scripts.size(), MOST_SCRIPTS));
    }

    /** What may not be executed lies there for other reasons: notes, or a script that somebody switched off. */
    private static boolean isScript(Path file) {
        String name = String.valueOf(file.getFileName());
        return !name.startsWith(".") && !name.endsWith("~") && Files.isRegularFile(file) && Files.isExecutable(file);
    }

    private SiteFacts ask(Path script) throws IOException {
        SiteScript.Ended ended = SiteScript.run(script, limit, MOST_BYTES, false);
        if (ended.isTooLong()) {
            throw new IOException("it took longer than " + limit.toMillis() / 1000.0 + " s and was ended");
        }
        if (ended.exitCode() != 0) {
            throw new IOException("it ended with exit code " + ended.exitCode() + ": " + ended.lastLine());
        }
        if (ended.isCut()) {
            throw new IOException("it writes more than " + MOST_BYTES / 1024 + " KiB");
        }
        return SiteFacts.parse(ended.output());
    }

    /** What all scripts say together; of two that name one attribute the later one holds. */
    public SiteFacts facts() {
        return all;
    }

    /** What went wrong at the last look. */
    public Stream<String> warnings() {
        return warnings.stream();
    }
}
