package org.puli.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.puli.api.client.FarmClient;
import org.puli.api.client.JobQuery;
import org.puli.api.json.JobDefaults;
import org.puli.api.json.JobReader;
import org.puli.api.json.JobReader.Format;
import org.puli.api.json.JobWriter;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.TaskSpec;
import org.puli.api.view.JobView;

/**
 * The turntable, in a folder of its own below the demo's: the job file's paths are relative to where it is submitted,
 * so that folder gets a link to the examples, and the pictures end up in it and not in the source tree.
 *
 * @param folder its working directory
 */
record DemoJob(Path folder, JobSpec spec) {
    private static final String NAME = "turntable";

    /** Prepares the job in the first folder that is free. */
    static DemoJob prepare(Path home, Path data, String frames) throws IOException {
        Path folder = freeFolder(data);
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("examples"), home.resolve("examples"));
        String document = Files.readString(home.resolve("examples/turntable/turntable.yaml"));
        JobDefaults defaults = new JobDefaults(System.getProperty("user.name", "anonymous"), folder.toString());
        JobSpec spec = JobReader.read(document, Format.YAML, defaults, List.of("tasks.render.frames=" + frames));
        return new DemoJob(folder, spec);
    }

    private static Path freeFolder(Path data) {
        int number = 1;
        while (Files.exists(data.resolve(NAME + "-" + number))) {
            number++;
        }
        return data.resolve(NAME + "-" + number);
    }

    /** Ends what an earlier demo left unfinished, then submits. */
    JobView submit(FarmClient client) {
        client.jobs(JobQuery.ALL).items().stream()
                .filter(job -> job.name().equals(spec.name()) && !job.status().isEnded())
                .forEach(job -> client.cancel(job.id()));
        return client.submit(
                        JobWriter.write(spec), Format.JSON, UUID.randomUUID().toString())
                .job();
    }

    /** How many pictures are rendered. */
    long frameCount() {
        return spec.tasks().stream()
                .filter(task -> task.frames() != null)
                .mapToLong(TaskSpec::commandCount)
                .sum();
    }

    Path pictures() {
        return folder.resolve("out");
    }

    /** What was made of the frames: every file whose name is not a frame's number. */
    List<Path> assembled() throws IOException {
        if (Files.notExists(pictures())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(pictures())) {
            return new ArrayList<>(files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().matches("[-0-9]+\\.png|\\..*"))
                    .sorted()
                    .toList());
        }
    }
}
