"""Answers on its standard output what Spark says to statements on its standard input, one JSON text a line."""

import json
import os
import sys

from pyspark.sql import SparkSession

# Java and Spark write to standard output too: answers keep the only other way out.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)

builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
# One partition, as tables are small here; times are read as UTC by their Z, whatever the zone.
builder = builder.config("spark.sql.shuffle.partitions", "1").config("spark.sql.session.timeZone", "America/New_York")
builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
spark = builder.getOrCreate()
spark.sparkContext.setLogLevel("OFF")

for line in sys.stdin:
    session = spark.newSession()
    try:
        for statement in json.loads(line):
            result = session.sql(statement.strip().removesuffix(";"))
        rows = [[row[0], row[1], str(row[2])] for row in result.collect()]
        answer = {"rows": rows}
    except Exception as error:
        answer = {"error": str(error).split("\n\tat ")[0]}
    answers.write(json.dumps(answer) + "\n")
    answers.flush()
spark.stop()
