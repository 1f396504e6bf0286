"""Splink's engine on Spark: one machine here, a cluster where SPARK's own settings name one."""

import os
from collections.abc import Callable
from importlib import import_module
from tempfile import TemporaryDirectory
from typing import Any

# Stays on this machine unless a cluster is named; few parts, as lists of one machine need.
LOCAL = {
    "spark.master": "local[*]",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "4g",
    "spark.sql.shuffle.partitions": "8",
    "spark.default.parallelism": "8",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
}
MASTER = "SPARK_MASTER_URL"  # the address of a cluster; its own files say the rest


def start() -> tuple[Any, Callable[[], None]]:
    """Give Splink's engine on a session that is begun, and what ends it."""
    session = import_module("pyspark.sql").SparkSession
    builder = session.builder.appName("sharewell match")
    master = os.environ.get(MASTER)
    settings = {"spark.master": master} if master else LOCAL
    # Nothing of the lists stays where the command was run.
    warehouse = TemporaryDirectory(prefix="sharewell-spark-")
    settings |= {
        "spark.jars": import_module("splink.backends.spark").similarity_jar_location(),
        "spark.sql.warehouse.dir": warehouse.name,
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    api = import_module("splink").SparkAPI(
        spark_session=spark, break_lineage_method="persist", num_partitions_on_repartition=8
    )

    def end() -> None:
        spark.stop()
        warehouse.cleanup()

    return api, end


def frame(api: Any, listed: Any) -> Any:
    """Give a list as Spark holds it."""
    types = import_module("pyspark.sql.types")
    columns = [
        types.StructField(name, types.LongType() if str(kind) == "int64" else types.StringType())
        for name, kind in listed.dtypes.items()
    ]
    rows = listed.astype(object).where(listed.notna(), None).itertuples(index=False, name=None)
    return api.spark.createDataFrame(list(rows), schema=types.StructType(columns))
