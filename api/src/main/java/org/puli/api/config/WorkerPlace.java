package org.puli.api.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.puli.api.Names;
import org.puli.api.WorkerName;

/**
 * Which worker of this machine is meant and where it keeps its files: the same for the worker itself and for whoever
 * looks for it.
 *
 * @param name its name on the farm
 * @param data its data folder, absolute
 */
public record WorkerPlace(WorkerName name, Path data) {
    /**
     * Takes the settings' values, and the host's name where they name none.
     *
     * @throws BadSetting when the name cannot be used
     */
    public static WorkerPlace of(Settings settings) {
        WorkerName name = name(settings);
        Path data = settings.has(Setting.WORKER_DATA)
                ? settings.path(Setting.WORKER_DATA)
                : Path.of(System.getProperty("user.home"), ".puli", "worker-" + name);
        return new WorkerPlace(name, data);
    }

    private static WorkerName name(Settings settings) {
        String name = settings.has(Setting.WORKER_NAME) ? settings.text(Setting.WORKER_NAME) : hostName();
        String problem = Names.IDENTIFIER.problemWith(name);
        if (!problem.isEmpty()) {
            throw new BadSetting("the worker's name '" + name + "' " + problem + "; choose one with --name", null);
        }
        return new WorkerName(name);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("\\..*", "");
        } catch (UnknownHostException e) {
            throw new BadSetting("this machine has no host name; give the worker one with --name", e);
        }
    }
}
