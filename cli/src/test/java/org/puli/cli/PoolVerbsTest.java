package org.puli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.PoolName;
import org.puli.api.spec.Grace;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Preempt;
import org.puli.api.view.PoolView;
import org.puli.api.view.Problem.Fault;
import org.puli.api.view.ShareView;
import org.puli.api.view.WhyView;
import org.puli.cli.shared.Times;

class PoolVerbsTest {
    private static final ShareView ALPHA =
            new ShareView("alpha", Map.of("prod", List.of("a", "b")), List.of("ada"), 2, 4, 8, 3.5, 3);
    private static final ShareView REST = new ShareView("rest", Map.of(), List.of(), 1, 0, 0, 0, 0);

    private FixedFarm farm;

    @BeforeEach
    void open() throws IOException {
        farm = new FixedFarm();
    }

    @AfterEach
    void close() {
        farm.close();
    }

    private static PoolView night() {
        return night(0);
    }

    private static PoolView night(double ageBoost) {
        PoolName name = new PoolName("night");
        return new PoolView(
                name, name, 3, 2, 1, 2, ageBoost, Preempt.OFF, PoolSpec.DEFAULT_GRACE, List.of(ALPHA, REST));
    }

    @Test
    void whatWaitingIsWorthIsSetAndShown() {
        farm.on("POST /api/v1/pools", night(2.5))
                .on("GET /api/v1/pools/night", night(2.5))
                .onList("GET /api/v1/pools", night(2.5))
                .on("PUT /api/v1/pools/night", night(2.5));
        assertThat(farm.run("pool", "create", "night", "--age-boost", "2.5").out())
                .endsWith("large work; waiting lifts its jobs by 2.5 points an hour\n");
        assertThat(farm.asked().getLast()).contains("\"ageBoost\":2.5", "\"reservationLimit\":1");
        farm.run("pool", "edit", "night", "--age-boost", "0.125");
        assertThat(farm.asked().getLast()).contains("\"ageBoost\":0.125", "\"reservationLimit\":2", "\"alpha\"");
        farm.run("pool", "edit", "night", "--reservations", "7");
        assertThat(farm.asked().getLast()).contains("\"ageBoost\":2.5", "\"reservationLimit\":7");
        assertThat(farm.run("pool", "show", "night").out())
                .contains("3, 2 online, 1 busy", "up to 2", "2.5 points an hour", "nothing", "alpha, rest");
        assertThat(farm.run("pool", "list").lines().getFirst()).contains("KEEPS", "AGE BOOST", "PREEMPT", "GRACE");
        assertThat(farm.run("pool", "list").lines().get(1)).contains("  2.5  off ");
        assertThat(farm.run("pool", "edit", "night").code()).isEqualTo(2);
        assertThat(farm.run("pool", "edit", "night").err()).contains("--reservations N, --age-boost POINTS, --preempt");
        assertThat(farm.run("pool", "edit", "night", "--age-boost", "much").code())
                .isEqualTo(2);
    }

    @Test
    void aPoolIsMadeFilledAndRemoved() {
        String line = "pool night has 3 workers, 1 share and keeps up to 2 workers for large work\n";
        farm.on("POST /api/v1/pools", night()).on("POST /api/v1/pools/night/workers", night());
        assertThat(farm.run("pool", "create", "night", "--reservations", "2").out())
                .isEqualTo(line);
        assertThat(farm.asked().getLast()).contains("\"name\":\"night\"", "\"reservationLimit\":2");
        assertThat(farm.run("pool", "add", "night", "w1", "w2").out()).isEqualTo(line);
        assertThat(farm.asked().getLast()).contains("\"add\":[\"w1\",\"w2\"]");
        farm.run("pool", "remove", "night", "w1");
        assertThat(farm.asked().getLast()).contains("\"remove\":[\"w1\"]", "\"add\":[]");
        farm.on("DELETE /api/v1/pools/night", "").on("GET /api/v1/pools/night", night());
        assertThat(farm.run("pool", "delete", "night").out()).isEqualTo("pool night is gone\n");
    }

    @Test
    void editingAPoolKeepsItsShares() {
        farm.on("GET /api/v1/pools/night", night()).on("PUT /api/v1/pools/night", night());
        assertThat(farm.run("pool", "edit", "night", "--reservations", "0").code())
                .isZero();
        assertThat(farm.asked().getLast())
                .contains("\"reservationLimit\":0", "\"alpha\"")
                .doesNotContain("rest");
    }

    @Test
    void whatIsStoppedForSharesIsEditedAndTheRestIsKept() {
        PoolName name = new PoolName("night");
        Grace grace = new Grace(Duration.ofSeconds(90));
        PoolView lending = new PoolView(name, name, 3, 2, 1, 2, 2.5, Preempt.OLDEST, grace, List.of(ALPHA, REST));
        farm.on("GET /api/v1/pools/night", lending).on("PUT /api/v1/pools/night", lending);
        assertThat(farm.run("pool", "edit", "night", "--preempt", "cheapest").out())
                .endsWith("; after 1m30s the oldest preemptible commands are stopped for a share below its minimum\n");
        assertThat(farm.asked().getLast())
                .contains("\"preempt\":\"cheapest\"", "\"preemptGrace\":\"1m30s\"", "\"reservationLimit\":2");
        farm.run("pool", "edit", "night", "--preempt-grace", "5m");
        assertThat(farm.asked().getLast()).contains("\"preempt\":\"oldest\"", "\"preemptGrace\":\"5m\"");
        farm.run("pool", "edit", "night", "--reservations", "0");
        assertThat(farm.asked().getLast())
                .contains("\"preempt\":\"oldest\"", "\"reservationLimit\":0", "\"ageBoost\":2.5");
        farm.run("pool", "edit", "night", "--age-boost", "1");
        assertThat(farm.asked().getLast())
                .contains("\"preempt\":\"oldest\"", "\"preemptGrace\":\"1m30s\"", "\"ageBoost\":1.0");
        assertThat(farm.run("pool", "show", "night").out()).contains("after 1m30s the oldest preemptible commands");
    }

    @Test
    void badWordsOnWhatIsStoppedChangeNothing() {
        assertThat(farm.run("pool", "edit", "night").code()).isEqualTo(2);
        assertThat(farm.run("pool", "edit", "night", "--preempt", "newest").err())
                .contains("expected off, oldest or cheapest");
        assertThat(farm.run("pool", "edit", "night", "--preempt-grace", "soon").code())
                .isEqualTo(2);
        assertThat(farm.run("pool", "create", "night", "--preempt-grace", "169h")
                        .err())
                .contains("longer than 168h");
    }

    @Test
    void sharesAreListedWithWhatTheyHold() {
        farm.on("GET /api/v1/pools/night", night());
        List<String> lines = farm.run("share", "list", "night").lines();
        assertThat(lines.get(1)).contains("alpha", "2.0", "4.0", "8.0", "3.5", "3", "prod=a|b owner=ada");
        assertThat(lines.get(2)).contains("rest", "all others");
    }

    @Test
    void aShareIsMadeChangedAndRemoved() {
        farm.on("GET /api/v1/pools/night", night())
                .on("PUT /api/v1/pools/night/shares/beta", night())
                .on("PUT /api/v1/pools/night/shares/alpha", night())
                .on("DELETE /api/v1/pools/night/shares/alpha", night());
        assertThat(farm.run("share", "create", "night", "beta", "--tag", "prod=c", "--tag", "prod=d", "--weight", "3")
                        .out())
                .isEqualTo("share beta of pool night is made\n");
        assertThat(farm.asked().getLast()).contains("\"prod\":[\"c\",\"d\"]", "\"weight\":3.0");
        assertThat(farm.run("share", "edit", "night", "alpha", "--max", "9").out())
                .isEqualTo("share alpha of pool night is changed\n");
        assertThat(farm.asked().getLast()).contains("\"max\":9.0", "\"min\":4.0", "\"owners\":[\"ada\"]");
        assertThat(farm.run("share", "delete", "night", "alpha").out())
                .isEqualTo("share alpha of pool night is gone\n");
    }

    @Test
    void whatCannotBeIsToldOfTheOptionAndNothingIsSent() {
        farm.on("GET /api/v1/pools/night", night());
        var edited = farm.run("pool", "edit", "night", "--reservations", "-1", "--age-boost", "101");
        assertThat(edited.code()).isEqualTo(2);
        assertThat(edited.err())
                .isEqualTo("puli: --reservations: expected a whole number from 0 to 1000, found the number -1;"
                        + " --age-boost:"
                        + " expected a number from 0 to 100 in steps of 0.001, found the number 101\n");
        assertThat(farm.run("pool", "create", "day", "--reservations", "1001").err())
                .startsWith("puli: --reservations: expected");
        assertThat(farm.run("share", "edit", "night", "alpha", "--weight", "-2").err())
                .startsWith("puli: --weight: expected");
        assertThat(farm.run("share", "create", "night", "beta", "--min", "-1").err())
                .startsWith("puli: --min: expected");
        assertThat(farm.asked()).allMatch(asked -> asked.startsWith("GET "));
    }

    @Test
    void whyIsToldInWordsAndCounts() {
        WhyView why = new WhyView(
                "job 1 'a'",
                "waits: no worker takes it (3 workers: 2 without tag gpu, 1 lost)",
                "put a worker into the pool",
                List.of(new WhyView.Part(
                        "task 'a'",
                        "no worker takes it (3 workers: 2 without tag gpu, 1 lost)",
                        List.of(new WhyView.Counted(2, "without tag gpu"), new WhyView.Counted(1, "lost")))));
        farm.on("GET /api/v1/jobs/1/why", why)
                .on("GET /api/v1/commands/1/why", why)
                .on("GET /api/v1/workers/w1/why", why);
        assertThat(farm.run("job", "why", "1").out()).isEqualTo("""
                        job 1 'a' waits: no worker takes it (3 workers: 2 without tag gpu, 1 lost).
                        First thing to try: put a worker into the pool
                        """);
        farm.on("GET /api/v1/commands/1/why", why.expectedAt(1_700_000_000_000L));
        assertThat(farm.run("command", "why", "1").out()).contains("\nExpected to start at any moment.\n");
        farm.on("GET /api/v1/commands/1/why", why.expectedAt(Long.MAX_VALUE / 1_000_000));
        assertThat(farm.run("command", "why", "1").out()).contains("\nExpected to start at about ", " (in ");
        assertThat(farm.run("worker", "why", "w1").code()).isZero();
        assertThat(farm.run("job", "why", "2").code()).isEqualTo(4);
    }

    @Test
    void whyListsWorkersWhereTheSentenceDoesNotAndTellsMomentsWhereTheReaderIs() {
        WhyView seats = new WhyView(
                "job 1 'a'",
                "waits for license nuke (0/0 in use, 1 needed)",
                null,
                List.of(new WhyView.Part(
                        "task 'a'",
                        "it waits for license nuke (0/0 in use, 1 needed)",
                        List.of(new WhyView.Counted(3, "with room for it")))));
        farm.on("GET /api/v1/jobs/1/why", seats);
        assertThat(farm.run("job", "why", "1").out()).isEqualTo("""
                        job 1 'a' waits for license nuke (0/0 in use, 1 needed).
                               3 with room for it
                        """);
        String moment = "2026-12-24T17:00:00.5Z";
        WhyView time = new WhyView(
                "job 1 'a'",
                "waits: task 'a' waits for " + moment + "; and 1 more kind of work waits",
                null,
                List.of(
                        new WhyView.Part("task 'a'", "it waits for " + moment, List.of()),
                        new WhyView.Part("task 'b'", "it is paused", List.of())));
        farm.on("GET /api/v1/jobs/1/why", time);
        String local = Times.local(Instant.parse(moment).toEpochMilli());
        assertThat(farm.run("job", "why", "1").out())
                .isEqualTo("job 1 'a' waits: task 'a' waits for " + local + "; and 1 more kind of work waits.\n"
                        + "  task 'a': it waits for " + local + "\n  task 'b': it is paused\n");
        assertThat(farm.run("job", "why", "1", "-o", "json").out()).contains(moment);
    }

    @Test
    void whatIsThereIsNotMadeAndWhatIsNotThereIsNotChanged() {
        farm.on("GET /api/v1/pools/night", night());
        assertThat(farm.run("share", "create", "night", "alpha").code()).isEqualTo(4);
        var edited = farm.run("share", "edit", "night", "gamma", "--weight", "2");
        assertThat(edited.code()).isEqualTo(4);
        assertThat(edited.err()).contains("there is no share 'gamma'; 'puli share list night'");
        assertThat(farm.run("pool", "create", "../x").code()).isEqualTo(2);
        assertThat(farm.run("pool", "add", "night").code()).isEqualTo(2);
        assertThat(farm.run("share", "create", "night", "x", "--tag", "prod").err())
                .contains("--tag prod=alpha");
    }

    @Test
    void whatIsDeletedThoughItIsNotThereIsToldSo() {
        farm.on("GET /api/v1/pools/night", night())
                .on("DELETE /api/v1/pools/night/shares/gamma", night())
                .on("DELETE /api/v1/pools/nihgt", "")
                .refuse("GET /api/v1/pools/nihgt", 404, "unknown-pool", "there is no pool 'nihgt'");
        var share = farm.run("share", "delete", "night", "gamma");
        assertThat(share.code()).isZero();
        assertThat(share.out()).isEqualTo("share gamma of pool night was not there; nothing was changed\n");
        var pool = farm.run("pool", "delete", "nihgt");
        assertThat(pool.code()).isZero();
        assertThat(pool.out()).isEqualTo("pool nihgt was not there; nothing was changed\n");
        assertThat(farm.run("share", "delete", "nihgt", "gamma").code()).isEqualTo(4);
        farm.refuse("GET /api/v1/pools/nihgt", 403, "forbidden", "not for you");
        assertThat(farm.run("pool", "delete", "nihgt").code()).isEqualTo(4);
    }

    @Test
    void aFaultIsToldByTheOptionAndWithoutAPlaceThatNobodyWrote() {
        farm.on("GET /api/v1/pools/night", night())
                .refuse("PUT /api/v1/pools/night", new Fault("/ageBoost", 1, 139, "expected a number from 0 to 100"))
                .refuse("PUT /api/v1/pools/night/shares/x", new Fault("", 1, 1, "min 9 is more than max 3"));
        var pool = farm.run("pool", "edit", "night", "--age-boost", "50");
        assertThat(pool.code()).isEqualTo(2);
        assertThat(pool.err()).isEqualTo("puli: --age-boost: expected a number from 0 to 100\n");
        var share = farm.run("share", "create", "night", "x", "--owner", "ada", "--min", "9", "--max", "3");
        assertThat(share.err()).startsWith("puli: min 9 is more than max 3; lower the one or raise the other");
        farm.refuse(
                "PUT /api/v1/pools/night",
                new Fault("/reservationLimit", 1, 2, "too many"),
                new Fault("/shares/0/min", 1, 7, "too few"));
        assertThat(farm.run("pool", "edit", "night", "--age-boost", "1").err())
                .isEqualTo("puli: The pool has faults:\n  reservationLimit: too many\n  /shares/0/min: too few\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "pool edit night --age-boost much | 'much' is not a number",
                "pool edit night --age-boost 1f | '1f' is not a number",
                "share create night x --max 1e400 | the number 1e400 is larger than can be meant here",
                "pool edit night --reservations 1.5 | '1.5' is not a whole number",
                "pool create night --reservations x | 'x' is not a whole number",
                "job list --limit x | 'x' is not a whole number",
                "pool edit night --reservations 99999999999 | the number 99999999999 is larger than can be meant here",
                "license set nuke x | 'x' is not a number of seats; it is a whole number"
            })
    void whatIsNoNumberIsToldInWords(String line, String words) {
        var ran = farm.run(line.split(" "));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(words).doesNotContain("is not a double", "is not an int");
        assertThat(farm.asked()).isEmpty();
    }
}
