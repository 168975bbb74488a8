package org.puli.cli.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.puli.api.json.JobPatch;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/** Says in a verb's help which keys it changes, as the grammar knows them. Stateless. */
final class KeysInHelp implements IModelTransformer {
    private static final Map<String, String> WRITTEN = Map.of(
            "tags", "tag.NAME", "environment", "env.NAME", "arguments", "arg.NAME", "after", "after (its times)");

    @Override
    public CommandSpec transform(CommandSpec verb) {
        List<String> all = new ArrayList<>(List.of(verb.usageMessage().description()));
        List<String> shared = new ArrayList<>(JobPatch.JOB_KEYS);
        shared.retainAll(JobPatch.GROUP_KEYS);
        shared.retainAll(JobPatch.TASK_KEYS);
        all.add(line("Of a job, group or task, for all that is in it", shared, List.of()));
        all.add(line("Of a job also", JobPatch.JOB_KEYS, shared));
        all.add(line("Of a group also", JobPatch.GROUP_KEYS, shared));
        all.add(line("Of a task also", JobPatch.TASK_KEYS, shared));
        verb.usageMessage().description(all.toArray(String[]::new));
        return verb;
    }

    private static String line(String who, List<String> keys, List<String> without) {
        List<String> words = keys.stream()
                .filter(key -> !without.contains(key))
                .map(key -> WRITTEN.getOrDefault(key, key))
                .toList();
        return who + ": " + String.join(", ", words) + ".";
    }
}
