package org.puli.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.client.FarmAddress;
import org.puli.api.client.FarmClient;
import org.puli.api.client.JobQuery;
import org.puli.api.json.JobReader.Format;
import org.puli.dispatcher.loop.Retention;
import org.puli.dispatcher.store.DatabaseAddress;
import org.puli.farm.decide.Rules;

class DispatcherRestartTest {
    private static final LicenseName SEATS = new LicenseName("seats");

    @TempDir
    private Path data;

    @Test
    void theFirstAnswersAfterARestartKnowEverythingThatWasThereBefore() throws Exception {
        JobId canceled;
        try (Dispatcher dispatcher = start();
                FarmClient client = client(dispatcher)) {
            client.setLicense(SEATS, 7);
            canceled = client.submit(
                            "{\"name\": \"a\", \"tasks\": [{\"name\": \"t\", \"command\": [\"true\"]}]}",
                            Format.JSON,
                            "a")
                    .job()
                    .id();
            client.cancel(canceled);
        }
        try (Dispatcher dispatcher = start();
                FarmClient client = client(dispatcher)) {
            assertThat(client.jobs(JobQuery.ALL).items())
                    .singleElement()
                    .satisfies(job -> assertThat(job.id()).isEqualTo(canceled));
            assertThat(client.licenses(0, 10).items())
                    .singleElement()
                    .satisfies(license -> assertThat(license.count()).isEqualTo(7));
            assertThat(client.pools(0, 10).items()).hasSize(1);
            assertThat(client.farm().commands().canceled()).isEqualTo(1);
        }
    }

    private Dispatcher start() throws Exception {
        Rules rules = new Rules(30_000, 5_000);
        return new Dispatcher(
                new DispatcherConfig(
                        "127.0.0.1",
                        0,
                        data,
                        DatabaseAddress.sqlite(data.resolve("farm.db")),
                        rules,
                        DispatcherConfig.EVERYBODY,
                        false,
                        null,
                        Retention.FOR_EVER,
                        null),
                () -> {});
    }

    private static FarmClient client(Dispatcher dispatcher) {
        FarmAddress address =
                new FarmAddress(List.of(URI.create("http://127.0.0.1:" + dispatcher.port())), null, "someone");
        return new FarmClient(address, Duration.ofSeconds(10));
    }
}
