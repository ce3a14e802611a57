"""What a tracking server has of an experiment, as MLflow's own client reads it: JSON on stdout."""

import hashlib
import json
import sys
import tempfile

from mlflow import MlflowClient

address, name = sys.argv[1:]
client = MlflowClient(address)


def artifacts(run_id):
    with tempfile.TemporaryDirectory() as folder:
        paths = [item.path for item in client.list_artifacts(run_id)]
        files = {path: client.download_artifacts(run_id, path, folder) for path in paths}
        return {path: hashlib.sha256(open(file, "rb").read()).hexdigest() for path, file in files.items()}


def alias():
    found = [model for model in client.search_registered_models() if model.name == name]
    return dict(found[0].aliases) if found else {}


experiment = client.get_experiment_by_name(name)
runs = client.search_runs([experiment.experiment_id], order_by=["start_time ASC"]) if experiment else []
versions = sorted(client.search_model_versions(f"name='{name}'"), key=lambda version: int(version.version))
json.dump(
    {
        "runs": [
            {
                "id": run.info.run_id,
                "name": run.info.run_name,
                "status": run.info.status,
                "parameters": run.data.params,
                "metrics": run.data.metrics,
                "tags": run.data.tags,
                "artifacts": artifacts(run.info.run_id),
            }
            for run in runs
        ],
        "versions": [
            {"version": one.version, "run": one.run_id, "source": one.source, "tags": one.tags} for one in versions
        ],
        "aliases": alias(),
    },
    sys.stdout,
)
