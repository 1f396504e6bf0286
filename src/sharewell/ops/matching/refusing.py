"""What is said when a linkage cannot be done."""

GET_ARROW = "./sharewell add linking"
GET_SPLINK = "./sharewell add splink"
GET_SPARK = "./sharewell add spark"
GET_JAVA = "sudo apt-get install openjdk-17-jre-headless"


class Refused(Exception):
    """What was asked cannot be done; the message says why, and what to do."""
