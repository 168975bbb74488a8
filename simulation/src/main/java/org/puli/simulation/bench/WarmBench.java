package org.puli.simulation.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.puli.api.LicenseName;
import org.puli.api.client.FarmAddress;
import org.puli.api.client.FarmClient;
import org.puli.api.json.JobReader.Format;
import org.puli.simulation.load.LoadFleet;
import org.puli.simulation.load.LoadPlan;
import org.puli.simulation.load.LoadTally;
import org.puli.simulation.load.WorkerKinds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The verb {@code puli bench warm}. It measures nothing: a build lets a dispatcher work like this once, so that the
 * archive it leaves knows what runs hot on a busy farm of many jobs and kinds of work.
 */
@Command(
        name = "warm",
        description = "Lets simulated workers do some thousand commands of a dispatcher that runs already.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class WarmBench implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST = 1_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            required = true,
            description = "Where the dispatcher listens on this machine. Its farm keeps the workers and the jobs.")
    private int port;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "40",
            description = "Simulated workers (default ${DEFAULT-VALUE}).")
    private int workers = 40;

    @Option(names = "--jobs", paramLabel = "J", defaultValue = "200", description = "Jobs (default ${DEFAULT-VALUE}).")
    private int jobs = 200;

    @Option(
            names = "--commands",
            paramLabel = "C",
            defaultValue = "100",
            description = "Commands of each job (default ${DEFAULT-VALUE}).")
    private int commands = 100;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        URI address = URI.create("http://127.0.0.1:" + port);
        boolean isMixed = workers >= WorkerKinds.COUNT;
        try (FarmClient client = new FarmClient(FarmAddress.of(address), PATIENCE);
                LoadFleet fleet = new LoadFleet(port, new LoadPlan(1, 0, isMixed))) {
            LoadTally tally = fleet.tally();
            fleet.join(workers);
            tally.await("all workers to connect", PATIENCE.toSeconds(), () -> tally.welcomed() >= workers);
            BenchJobs.equip(client, workers, workers);
            client.setLicense(new LicenseName(BenchJobs.GATE), workers);
            for (int i = 0; i < jobs; i++) {
                String job =
                        i % 2 == 0 || !isMixed ? BenchJobs.range(commands, null) : BenchJobs.mixed(commands, i / 2);
                client.submit(job, Format.JSON, UUID.randomUUID().toString());
            }
            long total = (long) jobs * commands;
            tally.await("all commands to end", PATIENCE.toSeconds(), () -> tally.acknowledged() >= total);
        }
        spec.commandLine().getOut().println(jobs * commands + " commands are done.");
        return 0;
    }

    private void check() {
        boolean isRight = port > 0
                && port <= HIGHEST_PORT
                && isSound(workers)
                && isSound(jobs)
                && commands >= 1
                && commands <= 100 * MOST;
        if (!isRight) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--port is a port, --workers and --jobs are from 1 to " + MOST + ", --commands from 1 to "
                            + 100 * MOST);
        }
    }

    private static boolean isSound(int count) {
        return count >= 1 && count <= MOST;
    }
}
