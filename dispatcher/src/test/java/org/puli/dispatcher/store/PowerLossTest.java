package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.dispatcher.store.DiskTrace.Event;
import org.puli.dispatcher.store.DiskTrace.Synced;
import org.puli.dispatcher.store.DiskTrace.Written;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.LicenseRow;

/**
 * A real process stores batches in SQLite while all that it does to its files is recorded; then power fails at many
 * points of that, and each time every batch that was acknowledged has to be there. {@code -Dpuli.images=10000} tries
 * more of them.
 */
class PowerLossTest {
    private static final String ACKNOWLEDGED = "acknowledged";
    private static final int IMAGES = Integer.getInteger("puli.images", 200);
    private static final int OPENINGS = 6;
    private static final int BATCHES = 8;

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedOutlivesALossOfPower() throws Exception {
        assumeTrue(DiskTrace.isThere(), "strace is missing: apt-get install strace");
        List<Event> events = record();
        SplittableRandom random = new SplittableRandom(1);
        int first = firstAcknowledged(events);
        assertThat(events)
                .anyMatch(event ->
                        event instanceof DiskTrace.Deleted && event.file().endsWith("-wal"));
        assertThat(events).filteredOn(Synced.class::isInstance).hasSizeGreaterThan(OPENINGS * BATCHES);
        for (int i = 0; i < IMAGES; i++) {
            check(events.subList(0, random.nextInt(first, events.size() + 1)), random, i);
        }
    }

    /** The test of the test: a disk that forgets its syncs must be found out. */
    @Test
    void aDiskThatDoesNotKeepWhatWasSyncedIsNoticed() throws Exception {
        assumeTrue(DiskTrace.isThere(), "strace is missing: apt-get install strace");
        List<Event> events = record();
        List<Event> lying = events.stream()
                .filter(event -> !(event instanceof Synced && event.file().endsWith("-wal")))
                .toList();
        SplittableRandom random = new SplittableRandom(2);
        int first = firstAcknowledged(lying);
        int noticed = 0;
        for (int i = 0; i < 20; i++) {
            try {
                check(lying.subList(0, random.nextInt(first, lying.size() + 1)), random, i);
            } catch (AssertionError | RuntimeException broken) {
                noticed++;
            }
        }
        assertThat(noticed).isPositive();
    }

    private List<Event> record() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        List<Event> all = DiskTrace.of(
                folder.resolve("trace"),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PowerLossWriter.class.getName(),
                        data.resolve("farm.db").toString(),
                        data.resolve(ACKNOWLEDGED).toString(),
                        Integer.toString(OPENINGS),
                        Integer.toString(BATCHES)));
        return all.stream()
                .filter(event -> List.of("farm.db", "farm.db-wal", "farm.db-journal", ACKNOWLEDGED)
                        .contains(event.file()))
                .toList();
    }

    private static int firstAcknowledged(List<Event> events) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).file().equals(ACKNOWLEDGED)) {
                return i + 1;
            }
        }
        throw new AssertionError("nothing was acknowledged");
    }

    private void check(List<Event> events, SplittableRandom random, int number) throws Exception {
        LostPower power = new LostPower();
        long acknowledged = 0;
        for (Event event : events) {
            if (event instanceof Written line && line.file().equals(ACKNOWLEDGED)) {
                acknowledged = Long.parseLong(new String(line.bytes(), StandardCharsets.US_ASCII).strip());
            } else {
                power.happens(event);
            }
        }
        Path image = Files.createDirectories(folder.resolve("image" + number));
        power.leave(image, random);
        String where = "image " + number + ", after " + events.size() + " events";
        try (SqlFarmStore store = SqlFarmStore.open(image.resolve("farm.db"))) {
            FarmRows rows = store.load();
            long batch = rows.farm().batch();
            assertThat(batch).as(where).isBetween(acknowledged, acknowledged + 1);
            assertThat(rows.licenses().stream().map(LicenseRow::name))
                    .as(where)
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    Stream.of("same"),
                                    LongStream.rangeClosed(1, batch).mapToObj(PowerLossWriter::license))
                            .toList());
            assertThat(rows.jobs()).as(where).hasSize((int) (batch / 4)).hasSameSizeAs(rows.specs());
        }
        assertThat(soundness(image)).as(where).isEqualTo("ok");
    }

    private static String soundness(Path image) throws Exception {
        try (Connection connection = new SqliteFile(image.resolve("farm.db")).connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA integrity_check")) {
            return result.next() ? result.getString(1) : "nothing";
        }
    }
}
