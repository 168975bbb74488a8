package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.puli.dispatcher.database.DatabaseVerbs;
import org.puli.dispatcher.lead.Seat;
import org.puli.dispatcher.store.SomeFarms.Kind;
import org.puli.dispatcher.store.SomeFarms.Whole;

/** The verbs on databases of real servers. */
class ServerVerbsTest {
    @TempDir
    @Nullable
    Path folder;

    private final StringWriter words = new StringWriter();

    private int run(String... arguments) throws IOException {
        words.getBuffer().setLength(0);
        String[] line = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, line, 0, arguments.length);
        line[arguments.length] = "--data=" + folder;
        line[arguments.length + 1] = "--config=" + Files.writeString(folder.resolve("puli.yaml"), "# nothing\n");
        PrintWriter out = new PrintWriter(words, true);
        return DatabaseVerbs.run("test", out, out, line);
    }

    private static String url(DatabaseAddress address) {
        DatabaseAddress.Server server = Objects.requireNonNull(address.server());
        return address.toString().replace("://", "://" + server.user() + "@");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aServerIsLookedAtAndItsRowsAreRead(Kind kind) throws Exception {
        DatabaseAddress farm = kind.create(folder);
        SomeFarms.fill(farm);
        SomeFarms.run(farm, "UPDATE license SET seats_per = 'MOON'");
        assertThat(run("check", "--database", url(farm))).isEqualTo(1);
        assertThat(words.toString())
                .containsPattern("ok +version +.*\\d+\\.\\d+")
                .containsPattern("durability +(fsync|innodb_flush_log_at_trx_commit 1)")
                .containsPattern("ok +texts +utf8|ok +texts +UTF8")
                .containsPattern("ok +integrity")
                .contains("it changes nothing", "version " + Schema.NEWEST)
                .containsPattern("problem +row +license name=nuke: No enum constant")
                .containsPattern("table +attempt +101 rows +\\d+ KB");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void whatOthersAreConnectedToIsLeftAlone(Kind kind) throws Exception {
        DatabaseAddress farm = kind.create(folder);
        SomeFarms.fill(farm);
        Whole before = Whole.of(farm);
        String[] clean = {"clean", "--all", "--yes", "--database", url(farm)};
        try (SqlFarmStore dispatcher = SqlFarmStore.open(SomeFarms.reach(farm))) {
            dispatcher.load();
            assertThat(run(clean)).isEqualTo(4);
            assertThat(words.toString())
                    .contains("somebody is connected to " + farm, "session", "--although-connected");
            assertThat(run("backup", folder.resolve("b.db").toString(), "--database", url(farm)))
                    .as(words.toString())
                    .isZero();
            assertThat(run("check", "--quick", "--database", url(farm))).isNotEqualTo(4);
        }
        assertThat(Whole.of(farm)).isEqualTo(before);
        // The server needs a moment to notice that a session has ended.
        Awaitility.await().until(() -> run(clean) == 0);
        assertThat(Whole.of(farm).rows().jobs()).isEmpty();
        String[] restore = {"restore", folder.resolve("b.db").toString(), "--replace", "--database", url(farm)};
        Awaitility.await().until(() -> run(restore) == 0);
        assertThat(Whole.of(farm).rows().jobs()).isEqualTo(before.rows().jobs());
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void whoLeadsIsNotInTheWayWhateverIsAssured(Kind kind) throws Exception {
        DatabaseAddress farm = kind.create(folder);
        SomeFarms.fill(farm);
        String[] clean = {"clean", "--jobs", "--yes", "--although-connected", "--database", url(farm)};
        try (Seat leader = SqlSeat.of(SomeFarms.reach(farm), () -> "http://one:8004")) {
            assertThat(leader.take()).isTrue();
            assertThat(run(clean)).isEqualTo(4);
            assertThat(words.toString()).contains("a dispatcher leads the farm in " + farm);
        }
        Awaitility.await().until(() -> run(clean) == 0);
    }

    @Test
    void aFarmMovesToAServerByVerb() throws Exception {
        DatabaseAddress farm = Kind.SQLITE.create(folder);
        SomeFarms.fill(farm);
        DatabaseAddress server = Kind.POSTGRESQL.create(folder);
        Path password = Files.writeString(folder.resolve("password"), "not asked for\n");
        assertThat(run("copy", farm.toString(), url(server), "--to-password-file", password.toString()))
                .as(words.toString())
                .isZero();
        assertThat(words.toString())
                .contains("copied command: 61 rows", "compared command: 61 rows", "Never start a dispatcher on each")
                .doesNotContain("not asked for");
        assertThat(Whole.of(server)).isEqualTo(Whole.of(farm));
    }

    /** What the page about databases tells an administrator to type, and no more. */
    @Test
    void theRightsThatThePageGivesAreEnough() throws Exception {
        String page = Files.readString(Path.of("../docs/operations/database.md"));
        int begin = page.indexOf("CREATE ROLE puli");
        String name = "trial" + System.nanoTime();
        String typed = page.substring(begin, page.indexOf("```", begin)).replace("puli", name);
        DatabaseAddress any = Kind.POSTGRESQL.create(folder);
        try (Connection connection = SomeFarms.reach(any).connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            for (String line : typed.strip().split(";\\s*", -1)) {
                if (!line.isEmpty()) {
                    statement.execute(line);
                }
            }
        }
        String place = Objects.requireNonNull(any.server()).place();
        DatabaseAddress farm = DatabaseAddress.of("postgresql://" + place + "/" + name, folder, name, "");
        assertThat(run("migrate", "--database", url(farm))).as(words.toString()).isZero();
        SomeFarms.fill(farm);
        run("check", "--database", url(farm));
        assertThat(words.toString()).containsPattern("ok +integrity").containsPattern("table +job +1 rows");
        assertThat(run("backup", folder.resolve("b.db").toString(), "--database", url(farm)))
                .as(words.toString())
                .isZero();
        String[] restore = {"restore", folder.resolve("b.db").toString(), "--replace", "--database", url(farm)};
        Awaitility.await().until(() -> run(restore) == 0);
        assertThat(SomeFarms.commandCount(farm)).isEqualTo(61);
    }

    @Test
    void aServerThatIsNotThereIsSaid() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String url = "postgresql://127.0.0.1:" + free + "/puli";
        assertThat(run("check", "--database", url)).isEqualTo(1);
        assertThat(words.toString()).contains("problem", "reachable", url + " cannot be reached");
        assertThat(run("clean", "--all", "--yes", "--database", url)).isNotZero();
        assertThat(words.toString()).contains(url).doesNotContain("\tat ");
    }
}
