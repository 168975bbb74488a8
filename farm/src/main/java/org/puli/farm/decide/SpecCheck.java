package org.puli.farm.decide;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.TaskSpec;
import org.puli.farm.Farm;
import org.puli.farm.request.Refusal;
import org.puli.farm.request.Refusal.Kind;

/** Whether a farm has what a job names. Stateless. */
final class SpecCheck {
    private SpecCheck() {}

    /** Why a job cannot be; null when it can. {@code end} says what was not done. */
    static @Nullable Refusal problem(Farm farm, JobSpec spec, String end) {
        if (farm.findPool(spec.pool()) == null) {
            return new Refusal(Kind.UNPROCESSABLE, "unknown-pool", Unknown.pool(farm, spec.pool()) + end);
        }
        LicenseName unknown = findUnknown(farm, spec.settings().licenses());
        unknown = unknown == null ? findUnknown(farm, spec.tasks(), spec.groups()) : unknown;
        return unknown == null
                ? null
                : new Refusal(Kind.UNPROCESSABLE, "unknown-license", Unknown.license(farm, unknown) + end);
    }

    private static @Nullable LicenseName findUnknown(Farm farm, List<TaskSpec> tasks, List<GroupSpec> groups) {
        for (TaskSpec task : tasks) {
            LicenseName unknown = findUnknown(farm, task.settings().licenses());
            if (unknown != null) {
                return unknown;
            }
        }
        for (GroupSpec group : groups) {
            LicenseName own = findUnknown(farm, group.settings().licenses());
            LicenseName unknown = own != null ? own : findUnknown(farm, group.tasks(), group.groups());
            if (unknown != null) {
                return unknown;
            }
        }
        return null;
    }

    private static @Nullable LicenseName findUnknown(Farm farm, @Nullable Map<LicenseName, Integer> licenses) {
        if (licenses != null) {
            for (LicenseName license : licenses.keySet()) {
                if (farm.findLicense(license) == null) {
                    return license;
                }
            }
        }
        return null;
    }
}
